namespace Wayleave.Client;

/// <summary>The connection is in another state.</summary>
public sealed record ConnectionChange : StreamItem
{
    /// <summary>The state.</summary>
    public required EventsClientState State { get; init; }

    /// <summary>Over what it connects or is connected; the last one where it waits.</summary>
    public required EventsTransport Transport { get; init; }

    /// <summary>How long it waits before it connects again; nothing in other states.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Why it waits, in words; null in other states.</summary>
    public string? Reason { get; init; }

    /// <summary>What was thrown where that is why it waits; null if nothing was.</summary>
    public Exception? Cause { get; init; }
}
