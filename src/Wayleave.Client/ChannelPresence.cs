using System.Collections.Immutable;

namespace Wayleave.Client;

/// <summary>Who came to a channel and who left it.</summary>
public sealed record ChannelPresence : StreamItem
{
    /// <summary>The channel.</summary>
    public required string Channel { get; init; }

    /// <summary>The ids of those who came.</summary>
    public required ImmutableArray<string> Joined { get; init; }

    /// <summary>The ids of those who left.</summary>
    public required ImmutableArray<string> Left { get; init; }

    /// <summary>Whether <see cref="Joined"/> is everybody who is there, so that all others have left.</summary>
    public bool IsSnapshot { get; init; }
}
