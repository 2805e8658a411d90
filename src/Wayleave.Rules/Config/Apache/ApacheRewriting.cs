using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Apache;

/// <summary>Carries out a site's rewrite rules for a handshake, as mod_rewrite does before anything else looks at the path.</summary>
/// <param name="site">The site.</param>
internal sealed class ApacheRewriting(ApacheSite site)
{
    // The rules that a site has, and no more: [N] would begin anew.
    private const int MaxSkip = 10_000;

    /// <summary>What becomes of the handshake.</summary>
    /// <param name="rules">The rules, in order.</param>
    /// <param name="handshake">The handshake.</param>
    /// <param name="slash">Whether patterns see the path's first slash: not in a <c>.htaccess</c>.</param>
    public ApacheRewritten Run(IEnumerable<ApacheRewriteRule> rules, Handshake handshake, bool slash)
    {
        string path = handshake.Path;
        bool changed = false, through = false;
        int skip = 0;
        ApacheRewriteRule? last = null;
        foreach (ApacheRewriteRule rule in rules)
        {
            if (skip > 0)
            {
                skip--;
                continue;
            }

            Handshake now = handshake with { Path = path };
            (bool? applies, Match? match) = Applies(rule, now, slash);
            if (applies == false) continue;
            // Forbidding what nobody can know is no answer to the socket that is asked about.
            if (applies is null && (rule.Has("F", "FORBIDDEN") || rule.Has("G", "GONE"))) continue;
            if (applies is null && rule is { Substitution: "-" }) continue;
            if (applies is null) return new ApacheRewritten(ApacheRewriteEnd.Unknown, rule, null);
            if (rule.Has("F", "FORBIDDEN") || rule.Has("G", "GONE")) return new ApacheRewritten(ApacheRewriteEnd.Answered, rule, null) { Status = rule.Has("G", "GONE") ? 410 : 403 };
            string url = rule.Substitution == "-" ? path : Filled(rule.Substitution, match);
            if (rule.Has("P", "PROXY")) return new ApacheRewritten(ApacheRewriteEnd.Proxied, rule, url);
            if (rule.Has("R", "REDIRECT") || (url.Contains("://", StringComparison.Ordinal) && ApacheTarget.Parse(url) is not null))
                return new ApacheRewritten(ApacheRewriteEnd.Redirected, rule, url) { Status = Status(rule) };
            if (rule.Substitution != "-")
            {
                path = url.Split('?')[0];
                (changed, last, through) = (true, rule, rule.Has("PT", "PASSTHROUGH"));
            }

            if (rule.Has("L", "LAST") || rule.Has("END", "END") || rule.Has("PT", "PASSTHROUGH")) break;
            if (int.TryParse(rule.Value("S", "SKIP"), NumberStyles.None, CultureInfo.InvariantCulture, out int some)) skip = Math.Min(some, MaxSkip);
        }

        if (!changed) return ApacheRewritten.Nothing;
        return new ApacheRewritten(through ? ApacheRewriteEnd.Passed : ApacheRewriteEnd.ToFile, last, path);
    }

    /// <summary>Whether a rule is carried out for a handshake; null if that cannot be known.</summary>
    public (bool? Applies, Match? Match) Applies(ApacheRewriteRule rule, Handshake handshake, bool slash)
    {
        Match? match = ApachePattern.Find(rule.Pattern, slash ? handshake.Path : handshake.Path.TrimStart('/'), rule.Has("NC", "NOCASE"));
        if (match is null) return (null, null);
        if (match.Success == rule.IsNegated) return (false, null);
        return (Hold(rule.Conditions, handshake, match), match);
    }

    private bool? Hold(ImmutableArray<ApacheDirective> conditions, Handshake handshake, Match match)
    {
        bool? all = true;
        bool? group = false;
        foreach (ApacheRewriteCondition condition in conditions.Select(line => new ApacheRewriteCondition(line)))
        {
            bool? one = condition.Holds(site, handshake, match);
            group = group == true || one == true ? true : group is null || one is null ? null : false;
            if (condition.OrNext) continue;
            if (group == false) return false;
            if (group is null) all = null;
            group = false;
        }

        return all;
    }

    private static string Filled(string substitution, Match? match) => match is { Success: true } ? ApacheMapping.Inserted(substitution, match) : substitution;

    private static int Status(ApacheRewriteRule rule) => rule.Value("R", "REDIRECT")?.ToUpperInvariant() switch
    {
        "PERMANENT" => 301,
        "SEEOTHER" => 303,
        { } text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int status) => status,
        _ => 302,
    };
}
