namespace Wayleave.Server.Configuration;

/// <summary>How a route's sockets are carried: so that they survive drops, and pass hops that pass no WebSockets.</summary>
public sealed record CarrySettings
{
    /// <summary>Whether they are carried at all, and whether pages get the script's tag. Default off.</summary>
    public CarryMode Mode { get; init; } = CarryMode.Off;

    /// <summary>How long the app's socket is kept while nothing carries its session. Default 60 s, 0 to 1 h.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The most bytes under way unacknowledged, each way. Default 1 MiB, 64 KiB to 64 MiB.</summary>
    public int BufferBytes { get; init; } = 1 << 20;

    /// <summary>After how long a silence either end says that it is there; two of them without a word, and the path is dead. Default 25 s, 1 s to 10 min.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>Whether pages show a small note while they reconnect. Default false.</summary>
    public bool Badge { get; init; }

    /// <summary>Whether anything is carried.</summary>
    internal bool IsOn => Mode != CarryMode.Off;
}
