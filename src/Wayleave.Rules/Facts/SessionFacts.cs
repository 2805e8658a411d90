using System.Collections.Immutable;

namespace Wayleave.Rules.Facts;

/// <summary>What an open socket did.</summary>
public sealed record SessionFacts
{
    /// <summary>The frames seen and sent in their order, at most 64; <see cref="FramesCut"/> tells whether there were more.</summary>
    public required ImmutableArray<FrameFacts> Frames { get; init; }

    /// <summary>True if more frames came than are kept.</summary>
    public bool FramesCut { get; init; }

    /// <summary>How it ended.</summary>
    public required SessionEnd End { get; init; }

    /// <summary>The time from a ping to its pong, in milliseconds; null if none was sent or answered.</summary>
    public double? PingMs { get; init; }

    /// <summary>True if a ping was sent and not answered within the hold.</summary>
    public bool PingUnanswered { get; init; }

    /// <summary>What was sent to see whether it comes back, and what did; empty at a stranger's, unless asked with <c>--send</c>.</summary>
    public ImmutableArray<EchoFacts> Echoes { get; init; } = [];
}
