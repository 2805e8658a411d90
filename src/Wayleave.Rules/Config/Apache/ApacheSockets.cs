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

    /// <summary>Whether a site treats a path as a socket by a line of its own.</summary>
    public static bool Names(ApacheSite site, string path) => Named(site).Any(socket => socket.Path == path);

    private static IEnumerable<SocketPath> Named(ApacheSite site)
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
            string? path = location is null ? condition ?? ApacheExample.Of(rule.Pattern, rule.Has("NC", "NOCASE"))
                : ApacheLocations.IsPattern(location) ? ApacheExample.Of(ApacheLocations.Pattern(location)) : ApacheLocations.Pattern(location);
            if (path is not null) yield return Found(path, rule.By.At);
        }
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
