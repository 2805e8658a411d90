namespace Wayleave.Client;

/// <summary>A channel is followed from now on; comes again with each new connection.</summary>
public sealed record ChannelSubscribed : StreamItem
{
    /// <summary>The channel.</summary>
    public required string Channel { get; init; }

    /// <summary>The id of the channel's last event when it was subscribed; of a channel without events, the place before the first.</summary>
    public required string Head { get; init; }

    /// <summary>Whether the client was somewhere in the channel, and goes on from there.</summary>
    public required bool IsResumed { get; init; }

    /// <summary>How many events follow that were published before; null if the server does not say.</summary>
    public long? Missed { get; init; }
}
