namespace Wayleave.Client;

/// <summary>
/// What <see cref="EventsClient.ReadAllAsync"/> gives: a <see cref="ChannelEvent"/>, <see cref="ChannelGap"/>, <see cref="ChannelSubscribed"/>,
/// <see cref="ChannelCaughtUp"/>, <see cref="ConnectionChange"/> or <see cref="ServerRefusal"/>, and nothing else.
/// </summary>
/// <remarks>
/// They are one stream, and not callbacks beside it, since their order means something: a gap stands between the last event before
/// it and the first behind it, and whoever loads its state anew there loses nothing and takes nothing twice.
/// </remarks>
public abstract record StreamItem
{
    private protected StreamItem()
    {
    }

    /// <summary>Where the client is in the item's channel once it has the item; null if it is no other place than before.</summary>
    internal Resuming.PlaceChange? Change { get; init; }

    /// <summary>About how much memory it takes, in bytes.</summary>
    internal virtual int Size => 64;
}
