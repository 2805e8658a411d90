using System.Collections.Immutable;
using Wayleave.Lab.Faults;
using Wayleave.Lab.Hops;

namespace Wayleave.Lab.Engine;

/// <summary>What all connections of one running hop share.</summary>
internal sealed class HopRuntime
{
    /// <summary>The hop's name in the chain: its kind, with a number from the second of that kind on.</summary>
    public required string Name { get; init; }

    public required StandIn StandIn { get; init; }

    public required ImmutableArray<Fault> Faults { get; init; }

    /// <summary>Where requests go: the next hop, or the app. Its scheme says whether by TLS.</summary>
    public required Uri Upstream { get; init; }

    public required LabOptions Options { get; init; }

    public required Chance Chance { get; init; }

    /// <summary>The certificates of the chain: trusted by a hop that checks the next one's.</summary>
    public required LabCertificates Certificates { get; init; }

    public TimeProvider Time => Options.Time;

    /// <summary>One of the hop's own times, as <c>--speed</c> has it.</summary>
    public TimeSpan Scaled(TimeSpan own) => own / Options.Speed;

    public void Log(Exchange exchange, string outcome) =>
        Options.Log?.Invoke(new LabEvent(Name, exchange.Request.Method, exchange.Request.Target, exchange.IsUpgrade, outcome));
}
