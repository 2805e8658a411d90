namespace Wayleave.Server.Configuration;

/// <summary>What holds for channels of certain names.</summary>
/// <param name="Match">The names: <c>user:*:events</c>, where <c>*</c> is one part between colons.</param>
public sealed record ChannelSettings(string Match)
{
    /// <summary>How much of the past is kept.</summary>
    public HistorySettings History { get; init; } = new();

    /// <summary>The longest event in bytes. Default 256 KiB, 1 KiB to 16 MiB; publishing a longer one gets 413.</summary>
    public int MaxMessageBytes { get; init; } = 256 * 1024;
}
