using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Caddy;

/// <summary>The paths that a Caddy configuration treats as sockets.</summary>
internal static class CaddySockets
{
    /// <summary>The paths; where nothing is a socket by its name or by what is asked of it, all that is passed on to one app.</summary>
    public static IEnumerable<SocketPath> Of(CaddyFile file)
    {
        SocketPath[] named = [.. file.Servers.SelectMany(Named)];
        return named.Length > 0 ? named : file.Servers.SelectMany(All);
    }

    /// <summary>Those that a site treats as sockets by lines of its own.</summary>
    public static IEnumerable<SocketPath> Named(CaddyServer server) => Named(server.Steps, "");

    private static IEnumerable<SocketPath> Named(ImmutableArray<CaddyStep> steps, string prefix)
    {
        foreach (CaddyRoute route in steps.OfType<CaddyRoute>())
        {
            if (!route.Inside().Any(step => step is CaddyProxy)) continue;
            string inner = prefix;
            foreach (ImmutableArray<CaddyCondition> set in route.Matcher)
            {
                string[] paths = [.. set.Where(condition => condition.Name == "path").SelectMany(condition => condition.Values).Where(path => path.StartsWith('/') && !path.TrimEnd('*').Contains('*', StringComparison.Ordinal) && !path.Contains('{', StringComparison.Ordinal))];
                bool asks = set.Any(condition => condition.Name is "header" or "header_regexp" && condition.Field.Equals("Upgrade", StringComparison.OrdinalIgnoreCase));
                if (asks && !set.Any(condition => condition.Name is "path" or "path_regexp")) yield return new SocketPath(prefix.Length > 0 ? prefix : "/", SocketPathFrom.File, route.At);
                foreach (string path in paths.Select(path => path.TrimEnd('*')).Where(path => asks || SocketPathNames.Says(path))) yield return new SocketPath(prefix + path, SocketPathFrom.File, route.At);
            }

            // What a block strips stands in front of the paths in it.
            if (route.Steps.OfType<CaddyPathChange>().FirstOrDefault() is { How: CaddyPathChangeKind.StripPrefix } strip) inner += strip.Value.TrimEnd('/');
            foreach (SocketPath found in Named(route.Steps, inner)) yield return found;
        }
    }

    private static IEnumerable<SocketPath> All(CaddyServer server) => Whole(server.Steps).Take(1).Select(proxy => new SocketPath("/", SocketPathFrom.File, proxy.At));

    // The proxies that get whole hosts.
    private static IEnumerable<CaddyProxy> Whole(ImmutableArray<CaddyStep> steps) => steps.SelectMany(step => step switch
    {
        CaddyProxy proxy => [proxy],
        CaddyRoute route when route.Matcher.All(set => set.All(condition => condition.Name is "host" or "protocol")) => Whole(route.Steps),
        _ => [],
    });
}
