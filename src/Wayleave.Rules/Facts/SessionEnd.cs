namespace Wayleave.Rules.Facts;

/// <summary>How an open socket ended.</summary>
public sealed record SessionEnd
{
    /// <summary>The way in which it ended.</summary>
    public required EndKind Kind { get; init; }

    /// <summary>When, in milliseconds since the socket opened.</summary>
    public required double AtMs { get; init; }

    /// <summary>The code in the close frame received; null without a close frame or without a code in it.</summary>
    public int? Code { get; init; }

    /// <summary>The reason in the close frame received; empty without one.</summary>
    public string Reason { get; init; } = "";

    /// <summary>What was wrong with the peer's frames, if <see cref="Kind"/> is <see cref="EndKind.ProtocolViolation"/>; the system's words for a reset.</summary>
    public string Detail { get; init; } = "";
}
