namespace Wayleave.Rules.Facts;

/// <summary>A socket held for long (<c>--idle</c>). Names: <c>idle-silent</c>, <c>idle-pinging</c>, <c>idle-sending</c>.</summary>
public sealed record IdleProbe : Probe
{
    /// <summary>What was done meanwhile.</summary>
    public required IdleMode Mode { get; init; }

    /// <summary>The last byte in either direction before the end, in milliseconds since the socket opened.</summary>
    public required double LastActivityMs { get; init; }

    /// <summary>How often the far end spoke of its own accord.</summary>
    public int FramesReceived { get; init; }

    /// <summary>How it ended; <see cref="EndKind.ClosedByUs"/> if it outlived the watch. Null if it never opened.</summary>
    public SessionEnd? End { get; init; }
}
