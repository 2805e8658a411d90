namespace Wayleave.Server.Configuration;

/// <summary>What one open socket may do. Null means: no limit.</summary>
public sealed record SocketLimits
{
    /// <summary>The longest frame in bytes, both ways; a longer one ends the socket with 1009. Default: none.</summary>
    public long? FrameBytes { get; init; }

    /// <summary>The longest message in bytes, both ways; a longer one ends the socket with 1009. Default: none.</summary>
    public long? MessageBytes { get; init; }

    /// <summary>The most bytes held for a side that does not read; then the other side is not read either. Default 64 KiB, 4 KiB to 16 MiB.</summary>
    public int BufferBytes { get; init; } = 64 * 1024;

    /// <summary>After how long without a data frame a socket ends. Default: never.</summary>
    public TimeSpan? Idle { get; init; }

    /// <summary>After how long any socket ends. Default: never.</summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>How long an end may take once one side has said Close or sent FIN. Default 10 s, 1 s to 10 min.</summary>
    public TimeSpan Close { get; init; } = TimeSpan.FromSeconds(10);
}
