using System.Collections.Immutable;
using System.Globalization;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Apache;

/// <summary>Where a site sends one handshake, in the order in which httpd's modules look at it.</summary>
/// <param name="site">The site.</param>
/// <param name="handshake">The handshake.</param>
/// <remarks>
/// Tried with httpd 2.4: mod_rewrite's rules of the site come first, wherever they stand; then <c>ProxyPass</c> of the last location that has
/// one, then the site's in their order; then a <c>Redirect</c> or rules in a location, which undo a <c>ProxyPass</c>; last the site's <c>Redirect</c>.
/// </remarks>
internal sealed class ApacheRoute(ApacheSite site, Handshake handshake)
{
    /// <summary>What becomes of the handshake; null where the site passes nothing on at all.</summary>
    public Passage? Passage()
    {
        ImmutableArray<ApacheRewriteRule> rules = [.. ApacheRewriteRule.Of(site.Own)];
        ApacheRewritten rewritten = RewriteIsOn ? new ApacheRewriting(site).Run(rules, handshake, slash: !site.IsPerDirectory) : ApacheRewritten.Nothing;
        switch (rewritten.End)
        {
            case ApacheRewriteEnd.Proxied:
                return Forward(rewritten.By!.By, ApacheTarget.Parse(rewritten.Url!), ApacheTarget.Parse(rewritten.Url!)?.Path.Split('?')[0], unclear: false);
            case ApacheRewriteEnd.Redirected:
                return Ended(rewritten.By!.By, PassageEnd.Redirected) with { Status = rewritten.Status, Location = rewritten.Url };
            case ApacheRewriteEnd.Answered or ApacheRewriteEnd.ToFile:
                return Ended(rewritten.By!.By, PassageEnd.Answered) with { Status = rewritten.Status };
            case ApacheRewriteEnd.Unknown:
                return Ended(rewritten.By!.By, PassageEnd.Unknown);
        }

        string path = rewritten.End is ApacheRewriteEnd.Passed ? rewritten.Url! : handshake.Path;
        ImmutableArray<ApacheDirective> locations = [.. site.Locations(path)];
        if (locations.SelectMany(site.Inside).LastOrDefault(IsRedirect) is { } redirect) return Redirected(redirect, redirect.Arguments[^1].Text);
        if (InLocation(locations, path) is { } inner) return inner;
        if (Mapping(locations, path) is { } mapping) return Mapped(mapping, locations, path);
        return Handler(locations, path) ?? SiteRedirect(path) ?? Nowhere();
    }

    /// <summary>The <c>ProxyPass</c> lines of the site and the main server, in the order in which they are asked: the main server's come first.</summary>
    public static IEnumerable<ApacheMapping> Mappings(ApacheSite site) => site.Main.Concat(site.Own).Select(directive => ApacheMapping.Of(directive)).OfType<ApacheMapping>();

    // In a fragment or a .htaccess it may be switched on outside.
    private bool RewriteIsOn => ApacheRewriteRule.Engine(site.Own) ?? site.Host is null;

    // A ws:// line in a section that depends on a module which is not loaded.
    private bool IsLeftOut => site.File.Modules is not null && (site.Host?.All() ?? site.File.All)
        .Any(section => section.Is("IfModule") && !ApacheConditions.MayHave(site.File, section.Argument.TrimStart('!')) && section.All().Any(line => line.Arguments.Any(word => ApacheTarget.Parse(word.Text) is { IsSocket: true })));

    private ApacheMapping? Mapping(ImmutableArray<ApacheDirective> locations, string path)
    {
        // Inside of a pattern's location only ProxyPassMatch takes anything.
        ApacheMapping? local = locations.SelectMany(location => site.Inside(location).Select(inner => ApacheMapping.Of(inner, location))).OfType<ApacheMapping>().LastOrDefault();
        return local is not null && local.Takes(path) != false ? local : Mappings(site).FirstOrDefault(mapping => mapping.Takes(path) != false);
    }

    private Passage Mapped(ApacheMapping mapping, ImmutableArray<ApacheDirective> locations, string path)
    {
        if (mapping.IsExclusion) return Handler(locations, path) ?? Ended(mapping.By, PassageEnd.Answered);
        if (mapping.Takes(path) is null) return Ended(mapping.By, PassageEnd.Unknown);
        return Forward(mapping.By, mapping.Target, mapping.TargetPath(path), OthersAreToBlame(mapping, locations, path));
    }

    // Where the upgrade is lost since other lines, which were meant for it, are never reached, rules of their own say so.
    private bool OthersAreToBlame(ApacheMapping taken, ImmutableArray<ApacheDirective> locations, string path) =>
        ApacheOrder.Hidden(site, taken, path) is not null
        || ApacheOrder.HiddenByLocation(site, taken.By, path) is not null
        || (!RewriteIsOn && ApacheRewriteRule.Of(site.Own).Any(rule => rule.IsSocket))
        || ApacheSharing.Ignored(site, taken.By) is not null
        || IsLeftOut
        || (taken.Target is { IsBalancer: true } && ApacheParameter.Of(taken.By).Any(parameter => parameter.Name == "upgrade"))
        || locations.Concat(site.Own).SelectMany(level => ApacheLocations.Is(level) ? site.Inside(level) : [level]).Any(directive => directive.IsSection && directive.Is("If"));

    // Rules in a location come after ProxyPass and see what it made of the path.
    private Passage? InLocation(ImmutableArray<ApacheDirective> locations, string path)
    {
        if (locations.LastOrDefault(location => ApacheRewriteRule.Engine(site.Inside(location)) == true) is not { } location) return null;
        foreach (ApacheRewriteRule rule in ApacheRewriteRule.Of(site.Inside(location)))
        {
            (bool? applies, _) = new ApacheRewriting(site).Applies(rule, handshake with { Path = path }, slash: true);
            if (applies == false) continue;
            if (applies is null) return Ended(rule.By, PassageEnd.Unknown);
            if (rule.Has("P", "PROXY")) return Forward(rule.By, ApacheTarget.Parse(rule.Substitution), null, unclear: false);
            if (rule.Has("R", "REDIRECT")) return Redirected(rule.By, rule.Substitution);
            return Ended(rule.By, PassageEnd.Unknown);
        }

        return null;
    }

    private Passage? Handler(ImmutableArray<ApacheDirective> locations, string path)
    {
        if (locations.SelectMany(site.Inside).LastOrDefault(directive => directive.Is("SetHandler")) is not { } handler) return null;
        return handler.Argument.StartsWith("proxy:", StringComparison.OrdinalIgnoreCase) && ApacheTarget.Parse(handler.Argument[6..]) is { } target
            ? Forward(handler, target, path, unclear: false)
            : Ended(handler, PassageEnd.Answered);
    }

    private Passage? SiteRedirect(string path)
    {
        foreach (ApacheDirective redirect in site.Own.Concat(site.Main))
        {
            bool match = redirect.Is("RedirectMatch");
            if (!match && !IsRedirect(redirect)) continue;
            string[] words = [.. redirect.Arguments.Select(word => word.Text)];
            if (words.Length > 1 && IsStatus(words[0])) words = words[1..];
            if (words.Length < 2) continue;
            if (match ? ApachePattern.Find(words[0], path)?.Success == true : ApacheLocations.Begins(path, words[0])) return Redirected(redirect, words[1]);
        }

        return null;
    }

    private Passage Redirected(ApacheDirective by, string location) => Ended(by, PassageEnd.Redirected) with
    {
        Location = location,
        Status = by.Is("RedirectPermanent") ? 301 : by.Argument.ToUpperInvariant() switch
        {
            "PERMANENT" => 301,
            "SEEOTHER" => 303,
            { } text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int status) => status,
            _ => 302,
        },
    };

    private static bool IsRedirect(ApacheDirective directive) => (directive.Is("Redirect") || directive.Is("RedirectPermanent") || directive.Is("RedirectTemp")) && directive.Arguments.Length > 0;

    private static bool IsStatus(string word) => word.ToUpperInvariant() is "PERMANENT" or "TEMP" or "SEEOTHER" or "GONE" || (word.Length == 3 && word.All(char.IsAsciiDigit));

    private Passage? Nowhere() =>
        Mappings(site).Any() || site.Own.Any(directive => ApacheLocations.Is(directive) && site.Inside(directive).Any(inner => ApacheMapping.Of(inner, directive) is not null)) || ApacheRewriteRule.Of(site.Own).Any(rule => rule.Has("P", "PROXY"))
            ? new Passage { At = site.Host?.At ?? site.File.Source.All.Before, End = PassageEnd.Answered, Listener = site.Listener }
            : null;

    private Passage Ended(ApacheDirective by, PassageEnd end) => new() { At = by.At, End = end, Listener = site.Listener };

    private Passage Forward(ApacheDirective by, ApacheTarget? target, string? path, bool unclear) =>
        target is null ? Ended(by, PassageEnd.Unknown) : new ApacheForward(site, handshake, by, target, unclear).Passage(path);
}
