using System.Collections.Immutable;

namespace Wayleave.Server.Events.Stores;

/// <summary>All that the memory store holds, between two processes.</summary>
internal sealed record MemorySnapshot
{
    /// <summary>The epoch of channels that have none of their own.</summary>
    public required string Epoch { get; init; }

    /// <summary>When it was taken.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The channels that have begun.</summary>
    public required ImmutableArray<StoredChannel> Channels { get; init; }

    /// <summary>The publishers' keys.</summary>
    public required ImmutableArray<StoredKey> Keys { get; init; }
}
