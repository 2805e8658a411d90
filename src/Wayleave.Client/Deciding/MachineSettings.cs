using System.Collections.Immutable;
using Wayleave.Protocol.Events;

namespace Wayleave.Client.Deciding;

/// <summary>What a client's decisions rest on.</summary>
internal sealed record MachineSettings
{
    /// <summary>The transports in the order in which they are tried.</summary>
    public required ImmutableArray<EventsTransport> Transports { get; init; }

    /// <summary>The channels that are asked for by name.</summary>
    public ImmutableArray<string> Channels { get; init; } = [];

    /// <summary>From where channels are wanted that have no place yet.</summary>
    public Since Start { get; init; } = Since.Live;

    /// <summary>The first ceiling of waits.</summary>
    public TimeSpan MinRetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The highest.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How many attempts may fail in a row; null: any number.</summary>
    public int? MaxRetries { get; init; }

    /// <summary>How long a connection may take until its first word.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);
}
