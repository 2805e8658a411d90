using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Apache;

/// <summary>The paths that an Apache file treats as sockets.</summary>
internal static class ApacheSockets
{
    /// <summary>The paths; where nothing is a socket by its name or by what is done with it, all that is passed on to one app.</summary>
    public static IEnumerable<SocketPath> Of(ApacheFile file)
    {
        SocketPath[] named = [.. file.Sites.SelectMany(Named).Where(path => path.Path.Length > 0)];
        return named.Length > 0 ? named : file.Sites.SelectMany(All);
    }

    /// <summary>Those that a site treats as sockets by lines of its own.</summary>
    public static IEnumerable<SocketPath> Named(ApacheSite site)
    {
        foreach (ApacheMapping mapping in Mappings(site).Where(mapping => !mapping.IsExclusion))
        {
            if (Path(mapping) is { } path && (IsSocket(mapping, site) || SocketPathNames.Says(path))) yield return Found(path, mapping.By.At);
        }

        foreach (SocketPath found in Asked(ApacheRewriteRule.Of(site.Own), null)) yield return found;
        foreach (ApacheDirective location in site.Own.Where(ApacheLocations.Is))
        {
            foreach (SocketPath found in Asked(ApacheRewriteRule.Of(site.Inside(location)), location)) yield return found;
        }
    }

    private static IEnumerable<SocketPath> Asked(IEnumerable<ApacheRewriteRule> rules, ApacheDirective? location)
    {
        foreach (ApacheRewriteRule rule in rules.Where(rule => rule.IsSocket && !rule.IsNegated))
        {
            string? condition = rule.Conditions.Select(line => new ApacheRewriteCondition(line))
                .Where(test => test is { Test: "%{REQUEST_URI}", IsNegated: false }).Select(test => ApacheExample.Of(test.Pattern, test.IgnoresCase)).FirstOrDefault(path => path is not null);
            string? example = ApacheExample.Of(rule.Pattern, rule.Has("NC", "NOCASE"));
            string? path = location is null ? condition ?? example : Within(location, rule, example);
            if (path is not null) yield return Found(path, rule.By.At);
        }
    }

    // The rule sees what the location takes: one path must fit both.
    private static string? Within(ApacheDirective location, ApacheRewriteRule rule, string? example)
    {
        string? own = ApacheLocations.IsPattern(location) ? ApacheExample.Of(ApacheLocations.Pattern(location)) : ApacheLocations.Pattern(location);
        return new[] { own, own?.TrimEnd('/') + "/", example }
            .FirstOrDefault(path => path is not null && ApacheLocations.Takes(location, path) == true && ApachePattern.Find(rule.Pattern, path, rule.Has("NC", "NOCASE")) is { Success: true });
    }

    private static IEnumerable<SocketPath> All(ApacheSite site) =>
        Mappings(site).Where(mapping => Path(mapping) == "/" && mapping.Target is { IsHttp: true } or { IsBalancer: true }).Select(mapping => Found("/", mapping.By.At));

    private static bool IsSocket(ApacheMapping mapping, ApacheSite site) =>
        mapping.Target is { IsSocket: true }
        || ApacheParameter.Of(mapping.By).Any(parameter => parameter.Name == "upgrade")
        || (mapping.Target is { IsBalancer: true } balancer && site.Workers.Balancer(balancer.Authority) is { } known && known.Members.Any(member => member.Target.IsSocket || member.Parameters.Any(parameter => parameter.Name == "upgrade")));

    private static IEnumerable<ApacheMapping> Mappings(ApacheSite site) =>
        site.Own.Concat(site.Main).SelectMany(directive => ApacheLocations.Is(directive) ? site.Inside(directive).Select(inner => ApacheMapping.Of(inner, directive)) : [ApacheMapping.Of(directive)]).OfType<ApacheMapping>();

    private static string? Path(ApacheMapping mapping) => mapping.IsPattern || (mapping.Path.Length > 0 && mapping.Path[0] == '^') ? ApacheExample.Of(mapping.Path) : mapping.Path;

    private static SocketPath Found(string path, Span at) => new(path, SocketPathFrom.File, at);
}
