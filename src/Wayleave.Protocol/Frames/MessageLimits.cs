namespace Wayleave.Protocol.Frames;

/// <summary>Security limits on what a peer can make us hold.</summary>
/// <param name="MaxFrameBytes">The longest frame's payload in bytes.</param>
/// <param name="MaxMessageBytes">The longest message in bytes, after inflating it.</param>
public sealed record MessageLimits(long MaxFrameBytes = 16 * 1024 * 1024, int MaxMessageBytes = 16 * 1024 * 1024)
{
    /// <summary>16 MiB each.</summary>
    public static MessageLimits Default { get; } = new();
}
