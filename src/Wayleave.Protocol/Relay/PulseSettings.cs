namespace Wayleave.Protocol.Relay;

/// <summary>How one peer's line is kept alive.</summary>
/// <param name="Interval">After how long a silence a frame is sent; null: never.</param>
/// <param name="Proves">True sends pings, whose answers prove life; false sends pongs, which want none (RFC 6455 §5.5.3).</param>
/// <param name="DeadAfter">After how long without a byte a peer that owes two answers is dead; null: three intervals. It is apart from the interval, which chance may shorten.</param>
public readonly record struct PulseSettings(TimeSpan? Interval, bool Proves = true, TimeSpan? DeadAfter = null)
{
    /// <summary>How many intervals without a byte, and with every ping unanswered, make a peer dead where nothing else is said: 75 s at the default of 25 s.</summary>
    public const int DeadIntervals = 3;

    /// <summary>How many pings must be unanswered before a peer counts as dead.</summary>
    public const int DeadPings = 2;
}
