using Wayleave.Server.Configuration;

namespace Wayleave.Server.Routing;

/// <summary>What an app is asked for: the client's target with prefixes taken off and put before. The query stays byte for byte.</summary>
internal static class TargetRewrite
{
    /// <summary>The target to send: the destination's own path, the route's <c>add_prefix</c>, and the path without <c>strip_prefix</c>.</summary>
    /// <param name="target">The client's target in origin form: raw path and query.</param>
    /// <param name="route">The route.</param>
    /// <param name="destination">The destination.</param>
    public static string Apply(string target, RouteSettings route, DestinationSettings destination)
    {
        var query = target.IndexOf('?') is >= 0 and var mark ? mark : target.Length;
        var path = route.StripPrefix is null ? target[..query] : Strip(target[..query], route.StripPrefix);
        var before = destination.Url.AbsolutePath.TrimEnd('/') + Slashed(route.AddPrefix);
        return (before + path) is { Length: > 0 } whole ? whole + target[query..] : "/" + target[query..];
    }

    /// <summary>A raw path without a prefix of whole segments, which are compared as routes compare them; unchanged if it does not begin so.</summary>
    private static string Strip(string path, string prefix)
    {
        if (!PathPattern.TryParse(prefix, exact: false, out var pattern, out _) || !pattern.Matches(PathSegments.Read(path, PathReading.AsWritten)))
            return path;

        var end = 0;
        for (var i = 0; i < pattern.Segments.Length; i++)
            end = path.IndexOf('/', end + 1) is >= 0 and var next ? next : path.Length;
        // /api//evil.example must not become //evil.example: to a URL parser that is a host.
        var rest = path[end..].TrimStart('/');
        return rest.Length > 0 || end < path.Length ? "/" + rest : "";
    }

    private static string Slashed(string? prefix) => prefix?.Trim('/') is { Length: > 0 } trimmed ? "/" + trimmed : "";
}
