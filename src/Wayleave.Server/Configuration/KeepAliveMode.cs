namespace Wayleave.Server.Configuration;

/// <summary>What keeps a silent socket alive.</summary>
public enum KeepAliveMode
{
    /// <summary>A ping: its answer proves that the peer lives. A peer is dead after two unanswered ones and 75 s (three intervals) without a byte.</summary>
    Ping,

    /// <summary>An unsolicited pong: needs no answer, and proves nothing.</summary>
    Pong,

    /// <summary>Nothing.</summary>
    Off,
}
