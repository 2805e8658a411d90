using Wayleave.Protocol.Relay;
using Wayleave.Server.Configuration;
using Wayleave.Server.Destinations.Balancing;

namespace Wayleave.Server.Serving;

/// <summary>A route and what runs behind it.</summary>
internal sealed class RouteRun
{
    private readonly RelayOptions _relay;

    /// <summary>Makes it.</summary>
    /// <param name="route">The route.</param>
    /// <param name="cluster">Its destinations.</param>
    public RouteRun(RouteSettings route, Cluster cluster)
    {
        (Route, Cluster) = (route, cluster);
        var mode = route.KeepAlive.Mode;
        _relay = new RelayOptions
        {
            Client = PulseOf(route.KeepAlive.Client, mode),
            App = PulseOf(route.KeepAlive.App, mode),
            Limits = new LaneLimits(route.Sockets.FrameBytes, route.Sockets.MessageBytes),
            Idle = route.Sockets.Idle,
            Lifetime = route.Sockets.Lifetime,
            Close = route.Sockets.Close,
        };
    }

    /// <summary>The route.</summary>
    public RouteSettings Route { get; }

    /// <summary>Its destinations.</summary>
    public Cluster Cluster { get; }

    /// <summary>Whether apps do not get the cookie that carried sockets are bound to. Browsers send it wherever the gateway is, also where nothing is carried.</summary>
    public bool HidesCarryCookie { get; init; }

    /// <summary>How one of its sockets is relayed.</summary>
    /// <param name="extended">Whether an extension was agreed on.</param>
    /// <param name="chance">From 0 up to 1: shortens the intervals by up to a tenth, so that sockets that opened together do not ping together.</param>
    public RelayOptions RelayOptions(bool extended, double chance) => _relay with
    {
        Extended = extended,
        Client = Shorter(_relay.Client, chance),
        App = Shorter(_relay.App, chance),
    };

    private static PulseSettings PulseOf(TimeSpan? interval, KeepAliveMode mode) =>
        new(mode == KeepAliveMode.Off ? null : interval, mode == KeepAliveMode.Ping, interval * PulseSettings.DeadIntervals);

    private static PulseSettings Shorter(PulseSettings pulse, double chance) => pulse with { Interval = pulse.Interval * (1 - (chance / 10)) };
}
