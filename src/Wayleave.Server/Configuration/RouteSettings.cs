using System.Collections.Immutable;

namespace Wayleave.Server.Configuration;

/// <summary>Which requests go where, and how.</summary>
public sealed record RouteSettings
{
    /// <summary>The name in logs and metrics, unique; default: the path as written.</summary>
    public required string Name { get; init; }

    /// <summary>The path: a prefix of whole segments (<c>/api</c> holds <c>/api/x</c>, not <c>/apix</c>), with <c>{param}</c> for one segment.</summary>
    public required string Path { get; init; }

    /// <summary>Whether the path must match to its end. Default false.</summary>
    public bool Exact { get; init; }

    /// <summary>The host names that it answers to: <c>app.example</c>, <c>*.example.com</c>; empty (default): all.</summary>
    public ImmutableArray<string> Hosts { get; init; } = [];

    /// <summary>The higher goes first, before all other rules. Default 0.</summary>
    public int Priority { get; init; }

    /// <summary>A prefix to take off the path; null (default): none.</summary>
    public string? StripPrefix { get; init; }

    /// <summary>A prefix to put before the path; null (default): none.</summary>
    public string? AddPrefix { get; init; }

    /// <summary>Where requests go: at least one, unless the route gives channels.</summary>
    public required ImmutableArray<DestinationSettings> Destinations { get; init; }

    /// <summary>The channels that it gives, with the path's parameters: <c>user:{user_id}:events</c>; empty (default): it is an app's route.</summary>
    public ImmutableArray<string> Channels { get; init; } = [];

    /// <summary>Who may open a socket or follow channels here; null (default): everybody.</summary>
    public AuthSettings? Auth { get; init; }

    /// <summary>How one of several destinations is chosen. Default round robin.</summary>
    public BalancePolicy Balance { get; init; } = BalancePolicy.RoundRobin;

    /// <summary>What is hashed, where <see cref="Balance"/> is <see cref="BalancePolicy.Hash"/>: <c>address</c>, <c>header:NAME</c>, <c>cookie:NAME</c>, <c>query:NAME</c>.</summary>
    public string HashBy { get; init; } = "address";

    /// <summary>Stickiness by a signed cookie; null (default): none.</summary>
    public StickySettings? Sticky { get; init; }

    /// <summary>Active health checks; null (default): none.</summary>
    public HealthSettings? Health { get; init; }

    /// <summary>Passive health checks: what real requests show.</summary>
    public PassiveHealthSettings Passive { get; init; } = new();

    /// <summary>Whether a destination that is marked down ends its open sockets, as was set when they opened. Default false: they live as long as they do.</summary>
    public bool EndSocketsWhenDown { get; init; }

    /// <summary>Over how long a destination that came (back) up gets its full share. Default 0: at once.</summary>
    public TimeSpan SlowStart { get; init; }

    /// <summary>Which Host the app sees.</summary>
    public HostPolicy Host { get; init; } = HostPolicy.Auto;

    /// <summary>Whether the app's certificate is checked. Default true.</summary>
    public bool VerifyTls { get; init; } = true;

    /// <summary>Keep-alive pings.</summary>
    public KeepAliveSettings KeepAlive { get; init; } = new();

    /// <summary>What one open socket may do.</summary>
    public SocketLimits Sockets { get; init; } = new();

    /// <summary>Whether and how sockets are carried: so that they survive drops, and pass hops that pass no WebSockets. Default: they are not.</summary>
    public CarrySettings Carry { get; init; } = new();

    /// <summary>The Origins that may open a socket or follow events; empty (default): all. <c>null</c> and <c>missing</c> stand for themselves.</summary>
    public ImmutableArray<string> Origins { get; init; } = [];
}
