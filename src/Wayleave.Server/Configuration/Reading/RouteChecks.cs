using System.Collections.Immutable;
using Wayleave.Protocol.Events;
using Wayleave.Protocol.Text;

namespace Wayleave.Server.Configuration.Reading;

/// <summary>What concerns several routes, or several keys of one; and the names of routes that have none.</summary>
internal static class RouteChecks
{
    /// <summary>Checks the routes and names them.</summary>
    public static ImmutableArray<RouteSettings> Finish(ImmutableArray<RouteSettings> routes, ReadState state)
    {
        ImmutableArray<RouteSettings> named = [.. routes.Select(route => route with { Name = NameOf(route, routes) })];
        for (int i = 0; i < named.Length; i++)
        {
            string path = $"routes[{i}]";
            RouteSettings route = named[i];
            bool isGood = state.IsGood(path), hasWay = state.Has($"{path}.proxy") || state.Has($"{path}.events") || state.HasUnknown(path);
            if ((isGood || !hasWay) && WrongWay(route) is { } wrong)
                state.Wrong(state.Has($"{path}.events") ? $"{path}.events" : path, wrong);
            if (route.Carry.IsOn && !route.Channels.IsEmpty && state.Has($"{path}.carry"))
                state.Wrong($"{path}.carry", "there is no app's socket here to carry: channels resume by themselves; take it out");
            // A route that is wrong in itself need not be compared.
            if (!isGood) continue;
            RouteSettings[] earlier = [.. named.Take(i).Where((_, index) => state.IsGood($"routes[{index}]"))];
            if (earlier.FirstOrDefault(other => SameRequests(other, route)) is { } twin)
                state.Wrong(path, $"the route {twin.Name} takes the same requests, so this one gets none; give it another path, hosts or priority");
            else if (earlier.Any(other => other.Name == route.Name))
                state.Wrong(state.Has($"{path}.name") ? $"{path}.name" : path, $"another route is called {Printable.Short(route.Name, 60)} too; give it a name of its own");
            else if (earlier.FirstOrDefault(other => SameCookie(other, route)) is { } rival)
                state.Wrong(
                    new[] { $"{path}.sticky.cookie", $"{path}.sticky" }.FirstOrDefault(state.Has, path),
                    $"the route {Printable.Short(rival.Name, 60)} sets the cookie '{route.Sticky!.CookieOn(route.Name)}' on the same host too, and each would take the other's away; give it one of its own: sticky: {{ cookie: NAME }}");
            if (route.HashBy != "address" && route.Balance != BalancePolicy.Hash && state.Has($"{path}.hash_by"))
                state.Wrong($"{path}.hash_by", "nothing is hashed; add balance: hash");
        }

        return named;
    }

    // A route leads to an app or gives channels; of the path's parameters the channels are made.
    private static string? WrongWay(RouteSettings route)
    {
        if (route.Channels.IsEmpty)
            return route.Destinations.IsEmpty ? "this route leads nowhere; add proxy: with the app's URL, or events: with a channel" : null;
        if (!route.Destinations.IsEmpty)
            return "a route leads to an app or gives channels; take out proxy or events";
        string[] given = [.. route.Path.Split('/').Where(segment => segment.StartsWith('{')).Select(segment => segment.Trim('{', '}'))];
        string? unknown = route.Channels.SelectMany(ParametersOf).FirstOrDefault(parameter => !given.Contains(parameter));
        if (unknown is not null)
            return $"the path has no {{{unknown}}}; {(given.Length == 0 ? $"write it there: {route.Path.TrimEnd('/')}/{{{unknown}}}" : $"it has {string.Join(", ", given.Select(name => $"{{{name}}}"))}")}";
        return route.Channels.Distinct().Count() < route.Channels.Length ? "a channel stands twice; take one out" : null;
    }

    private static IEnumerable<string> ParametersOf(string channel) =>
        ChannelTemplate.TryParse(channel, out ChannelTemplate? template, out _) ? template.Parameters : [];

    private static string NameOf(RouteSettings route, ImmutableArray<RouteSettings> routes)
    {
        if (route.Name.Length > 0) return route.Name;
        bool unique = routes.Count(other => other.Path == route.Path && other.Name.Length == 0) == 1;
        string host = unique || route.Hosts.IsEmpty ? "" : route.Hosts[0];
        return host + route.Path;
    }

    private static bool SameRequests(RouteSettings one, RouteSettings other) =>
        one.Priority == other.Priority && one.Exact == other.Exact && Shape(one.Path) == Shape(other.Path)
        && (one.Hosts.IsEmpty ? other.Hosts.IsEmpty : !other.Hosts.IsEmpty && other.Hosts.All(one.Hosts.Contains));

    // No Domain is set with it, so a cookie is of the host that the browser asked.
    private static bool SameCookie(RouteSettings one, RouteSettings other) =>
        one.Sticky is { } sticky && other.Sticky is { } its && sticky.CookieOn(one.Name) == its.CookieOn(other.Name)
        && (one.Hosts.IsEmpty || other.Hosts.IsEmpty || one.Hosts.Any(host => other.Hosts.Any(name => host == name || IsUnder(host, name) || IsUnder(name, host))));

    private static bool IsUnder(string host, string wildcard) => wildcard.StartsWith("*.", StringComparison.Ordinal) && host.EndsWith(wildcard[1..], StringComparison.Ordinal);

    // Parameters match alike whatever their names.
    private static string Shape(string path) =>
        string.Join('/', path.TrimEnd('/').Split('/').Select(segment => segment.StartsWith('{') ? "{}" : segment));
}
