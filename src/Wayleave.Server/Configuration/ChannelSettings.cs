namespace Wayleave.Server.Configuration;

/// <summary>What holds for channels of certain names.</summary>
/// <param name="Match">The names: <c>user:*:events</c>, where <c>*</c> is one part between colons.</param>
public sealed record ChannelSettings(string Match)
{
    /// <summary>How much of the past is kept.</summary>
    public HistorySettings History { get; init; } = new();

    /// <summary>What the channel promises. Default: every event.</summary>
    public ChannelPolicy Policy { get; init; }

    /// <summary>The member of events that says what they are about, where the latest of each counts; null otherwise.</summary>
    public string? Key { get; init; }

    /// <summary>How much of the past is kept indeed: nothing of a channel that promises none.</summary>
    internal HistorySettings Kept => Policy == ChannelPolicy.Ephemeral ? History with { Size = 0 } : History;

    /// <summary>The longest event in bytes. Default 256 KiB, 1 KiB to 16 MiB; publishing a longer one gets 413.</summary>
    public int MaxMessageBytes { get; init; } = 256 * 1024;
}
