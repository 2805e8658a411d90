using System.Collections.Immutable;
using Wayleave.Server.Configuration;

namespace Wayleave.Server.Routing;

/// <summary>All routes in the order in which they are tried, built once.</summary>
/// <remarks>
/// What a route matches cannot be dodged. Apps read paths in their own ways: they decode <c>%2F</c>, merge slashes, cut off
/// <c>;parameters</c>. A request is therefore looked up in every reading that its path allows, see <see cref="PathReading"/>. If all
/// lead to the same route, the path goes to the app byte for byte; if they differ, nobody can say which route the app's own reading
/// belongs to, and it is refused. So <c>/api/queues/%2F/jobs</c> and <c>/proxy/http://x/</c> pass, and <c>//admin</c> or
/// <c>/x;y/../admin</c> cannot reach past a route for <c>/admin</c>. Dot segments are refused before (<c>RequestGuard</c>).
/// Normalising instead would change what apps sign, cache and route by.
/// </remarks>
internal sealed class RouteTable
{
    private readonly ImmutableArray<RouteSettings> _routes;
    private readonly ImmutableArray<RouteEntry> _entries;

    /// <summary>Builds the table.</summary>
    /// <param name="routes">The routes, checked: a path or host that cannot be read is the caller's mistake.</param>
    /// <exception cref="ArgumentException">A path or a host name cannot be read.</exception>
    public RouteTable(ImmutableArray<RouteSettings> routes)
    {
        _routes = routes;
        _entries = [.. routes.SelectMany(Entries).Order(RouteEntry.Order)];
    }

    /// <summary>Finds the route of a request.</summary>
    /// <param name="host">The host that the client asked for, with or without port; empty if it named none.</param>
    /// <param name="path">The raw path, with or without its query.</param>
    /// <param name="match">The route where the answer is <see cref="RouteOutcome.Found"/>, else null.</param>
    public RouteOutcome Find(string host, string path, out RouteMatch? match)
    {
        match = null;
        if (!path.StartsWith('/'))
            return RouteOutcome.NotFound;
        var name = Authority.TryParse(host, out var authority) ? authority.Host : "";
        var raw = path.IndexOf('?') is >= 0 and var query ? path[..query] : path;

        var segments = PathSegments.Read(raw, PathReading.AsWritten);
        var entry = First(name, segments);
        foreach (var reading in PathSegments.OtherReadings(raw))
            if (First(name, PathSegments.Read(raw, reading))?.Index != entry?.Index)
                return RouteOutcome.Ambiguous;

        if (entry is null)
            return RouteOutcome.NotFound;
        match = new RouteMatch(entry.Index, _routes[entry.Index], entry.Pattern.Capture(segments));
        return RouteOutcome.Found;
    }

    private RouteEntry? First(string host, string[] segments)
    {
        foreach (var entry in _entries)
            if (entry.Serves(host) && entry.Pattern.Matches(segments))
                return entry;
        return null;
    }

    private static IEnumerable<RouteEntry> Entries(RouteSettings route, int index)
    {
        if (!PathPattern.TryParse(route.Path, route.Exact, out var pattern, out var error))
            throw new ArgumentException($"route '{route.Name}': {error}", nameof(route));
        if (route.Hosts.IsDefaultOrEmpty)
            return [new RouteEntry(index, route.Priority, null, false, pattern)];
        return route.Hosts.Select(host =>
        {
            var isWildcard = host.StartsWith("*.", StringComparison.Ordinal);
            if (!Authority.TryParse(isWildcard ? host[2..] : host, out var authority))
                throw new ArgumentException($"route '{route.Name}': '{host}' is no host", nameof(route));
            return new RouteEntry(index, route.Priority, isWildcard ? "." + authority.Host : authority.Host, isWildcard, pattern);
        });
    }
}
