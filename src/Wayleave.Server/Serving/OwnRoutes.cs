using System.Collections.Immutable;
using Wayleave.Server.Configuration;
using Wayleave.Server.Destinations.Balancing;
using Wayleave.Server.Routing;

namespace Wayleave.Server.Serving;

/// <summary>Our own paths, where channels or tickets are served or sockets are carried at all; elsewhere they are the app's, which may be a gateway of this kind itself.</summary>
internal sealed class OwnRoutes
{
    private const string Events = "/.wayleave/events";
    private const string Poll = "/.wayleave/poll";
    private const string Head = "/.wayleave/head";

    /// <summary>The paths that are not to be had for anything else.</summary>
    public static ImmutableArray<string> Reserved { get; } = [Events, Poll, Head, OwnHealth.Path, ClientScripts.CarryPath, .. ClientScripts.Paths];

    private readonly ImmutableDictionary<string, (RouteMatch Match, RouteRun Run)> _byPath;

    /// <summary>Makes them.</summary>
    /// <param name="settings">The settings.</param>
    public OwnRoutes(ServeSettings settings)
    {
        ImmutableArray<RouteSettings> concerned = [.. settings.Routes.Where(route => !route.Channels.IsEmpty || route.Auth is { Ticket: true })];
        var scripts = settings.Routes.Any(route => !route.Channels.IsEmpty) ? ClientScripts.Paths : [];
        (string Path, OwnEndpoint Endpoint)[] own = concerned.IsEmpty ? [] :
        [
            (settings.Events.Tickets.Path, OwnEndpoint.Ticket), (Events, OwnEndpoint.Events), (Poll, OwnEndpoint.Poll), (Head, OwnEndpoint.Head),
            .. scripts.Select(path => (path, OwnEndpoint.Script)),
        ];
        if (settings.Routes.Any(route => route.Carry.IsOn))
            own = [.. own, (ClientScripts.CarryPath, OwnEndpoint.Script)];
        _byPath = own.ToImmutableDictionary(each => Plain(each.Path), each => Make(each.Path, each.Endpoint, concerned));
    }

    /// <summary>The one that a target leads to; null: none of ours.</summary>
    /// <param name="target">A target in origin form.</param>
    public (RouteMatch Match, RouteRun Run)? Find(string target) =>
        _byPath.TryGetValue(Plain(target.IndexOf('?') is >= 0 and var query ? target[..query] : target), out var own) ? own : null;

    private static (RouteMatch Match, RouteRun Run) Make(string path, OwnEndpoint endpoint, ImmutableArray<RouteSettings> concerned)
    {
        ImmutableArray<string> listed = [.. concerned.SelectMany(route => route.Origins).Distinct()];
        var route = new RouteSettings
        {
            Name = path, Path = path, Destinations = [], Auth = new AuthSettings { Subject = null },
            // Where a route takes sockets from anywhere, so do these; a ticket is bound to its page in any case.
            Origins = concerned.Any(each => each.Origins.IsEmpty) ? [] : listed,
        };
        var match = new RouteMatch(-1, route, ImmutableDictionary<string, string>.Empty) { Own = endpoint, Readers = listed };
        return (match, new RouteRun(route, new Cluster(route, [], StickySigner.Random())));
    }

    // Frameworks take a slash at the end for the same path, or send there.
    private static string Plain(string path) => path.TrimEnd('/');
}
