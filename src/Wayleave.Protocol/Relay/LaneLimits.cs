namespace Wayleave.Protocol.Relay;

/// <summary>What a lane lets through. Null means: no limit.</summary>
/// <param name="FrameBytes">The longest data frame in bytes.</param>
/// <param name="MessageBytes">The longest message in bytes, as it stands on the wire.</param>
public readonly record struct LaneLimits(long? FrameBytes = null, long? MessageBytes = null)
{
    /// <summary>True if there is a limit to keep: then frames that break the protocol end the socket too, since nothing can be counted behind them.</summary>
    public bool Any => FrameBytes is not null || MessageBytes is not null;
}
