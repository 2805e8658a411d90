using Wayleave.Server.Destinations;
using Wayleave.Server.Events.Hub;
using Wayleave.Server.Events.Nodes;
using Wayleave.Server.Events.Sockets;
using Wayleave.Server.Metrics;
using Wayleave.Server.Relaying;
using Wayleave.Server.Serving;
using Wayleave.Server.Tickets;
using Wayleave.Server.Tickets.Revoking;

namespace Wayleave.Server.Admin;

/// <summary>What the admin address shows and touches.</summary>
internal sealed record AdminServices
{
    /// <summary>The world as it is now.</summary>
    public required Func<World> World { get; init; }

    /// <summary>The channels.</summary>
    public required EventHub Hub { get; init; }

    /// <summary>The nodes that share the channels; null: this one is alone.</summary>
    public OtherNodes? OtherNodes { get; init; }

    /// <summary>The open sockets that give channels.</summary>
    public required EventSockets EventSockets { get; init; }

    /// <summary>Makes tickets.</summary>
    public required TicketMint Tickets { get; init; }

    /// <summary>What tickets have opened.</summary>
    public required OpenSessions Sessions { get; init; }

    /// <summary>The open sockets.</summary>
    public required TunnelRegistry Tunnels { get; init; }

    /// <summary>All figures.</summary>
    public required MetricStore Metrics { get; init; }

    /// <summary>Whether we take requests, or are about to stop.</summary>
    public required OwnHealth Health { get; init; }

    /// <summary>Takes destinations out, and ends their sockets.</summary>
    public required Drains Drains { get; init; }

    /// <summary>Loads the settings anew; null: there is nothing to load them from.</summary>
    public Func<Task<ReloadResult>>? Reload { get; init; }

    /// <summary>Takes what the log should say.</summary>
    public required Action<GatewayNotice> Say { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>What runs behind a route; null if there is no route of that name.</summary>
    /// <param name="route">The name.</param>
    public RouteRun? Find(string route) => World().Runs.FirstOrDefault(run => run.Route.Name == route);

    /// <summary>A destination of a route; null if it has none there.</summary>
    /// <param name="run">The route.</param>
    /// <param name="url">The address, in any spelling.</param>
    public static Destination? Find(RouteRun run, string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) ? run.Cluster.Destinations.FirstOrDefault(destination => destination.Key.Url == address.AbsoluteUri) : null;
}
