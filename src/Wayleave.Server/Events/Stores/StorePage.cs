using System.Collections.Immutable;
using Wayleave.Protocol.Events;

namespace Wayleave.Server.Events.Stores;

/// <summary>One look at a channel: all of it is of the same moment.</summary>
/// <param name="Head">Where the channel is.</param>
/// <param name="Events">The first events retained behind the place that was asked for, in order.</param>
internal sealed record StorePage(EventPosition Head, ImmutableArray<StoredEvent> Events)
{
    /// <summary>The epoch that ended since the store had lost events of it that were told of already, as a failover to a late replica makes it; null if none did.</summary>
    public string? DivergedEpoch { get; init; }

    /// <summary>What the rule of resuming must know of the first; null if there is none.</summary>
    public RetainedEntry? First => Events is [var first, ..] ? first.Entry : null;
}
