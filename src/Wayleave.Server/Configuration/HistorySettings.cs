namespace Wayleave.Server.Configuration;

/// <summary>How much of a channel's past is kept, so that a client that was away gets what it missed.</summary>
public sealed record HistorySettings
{
    /// <summary>The most events. Default 1000, 0 (none) to 100,000.</summary>
    public int Size { get; init; } = 1000;

    /// <summary>The oldest event's age, also on busy channels. Default 1 h, 1 s to 30 days.</summary>
    public TimeSpan Age { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The most events that are replayed to a client that comes back; whoever has missed more is told of a gap. Default null: all that it missed. 1 to 100,000.</summary>
    public int? Replay { get; init; }
}
