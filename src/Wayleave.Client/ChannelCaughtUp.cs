namespace Wayleave.Client;

/// <summary>All that a channel had got before it was subscribed has come: what follows is live. It does not come where nothing of the past was asked for.</summary>
public sealed record ChannelCaughtUp : StreamItem
{
    /// <summary>The channel.</summary>
    public required string Channel { get; init; }

    /// <summary>The id of the last event; of a channel without events, the place before the first.</summary>
    public required string At { get; init; }
}
