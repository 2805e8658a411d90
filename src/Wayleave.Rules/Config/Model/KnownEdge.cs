using System.Collections.Immutable;
using Wayleave.Rules.Diagnosis.Time;

namespace Wayleave.Rules.Config.Model;

/// <summary>An edge, a cloud's balancer or a platform in front of it all, as <c>--edge</c> names it: no file shows it, and what it does is known.</summary>
/// <param name="Name">Its name in lower case: <c>cloudflare</c>.</param>
/// <param name="Title">Its name as people write it.</param>
public sealed record KnownEdge(string Name, string Title)
{
    /// <summary>Whether it passes WebSockets at all.</summary>
    public bool PassesSockets { get; init; } = true;

    /// <summary>The ports at which browsers reach it over TLS; empty: what its owner opens.</summary>
    public ImmutableArray<int> TlsPorts { get; init; } = [];

    /// <summary>The ports at which browsers reach it over plain HTTP; empty: what its owner opens.</summary>
    public ImmutableArray<int> PlainPorts { get; init; } = [];

    /// <summary>Whether it asks the origin at the port at which the browser came, unless told otherwise.</summary>
    public bool KeepsPort { get; init; }

    /// <summary>The largest body of a request that it passes on unless its owner pays for more, in bytes; null if there is no such limit, or none that is known.</summary>
    public long? MaxBody { get; init; }

    /// <summary>The headers, in lower case, by which it can tell the origin that the browser came over TLS.</summary>
    public ImmutableArray<string> ProtoHeaders { get; init; } = ["x-forwarded-proto"];

    /// <summary>The silence after which it ends a socket; null if it has no such limit, or none that is known.</summary>
    public TimeSpan? Idle => Limit is { } limit ? TimeSpan.FromSeconds(limit.Seconds) : null;

    /// <summary>What sets that time, for messages.</summary>
    public string? IdleSetting => Limit?.Setting;

    // The first of several is the default.
    private KnownLimit? Limit => KnownLimits.All.FirstOrDefault(limit => limit.Hop == Name && limit.Counts == LimitKind.Idle);
}
