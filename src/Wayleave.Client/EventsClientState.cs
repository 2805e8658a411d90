namespace Wayleave.Client;

/// <summary>What an <see cref="EventsClient"/> is doing.</summary>
public enum EventsClientState
{
    /// <summary>Nobody reads: there is no connection.</summary>
    Idle,

    /// <summary>It connects.</summary>
    Connecting,

    /// <summary>It is connected.</summary>
    Connected,

    /// <summary>It is connected, and the server cannot reach its store: nothing new can come, and nothing is lost by it.</summary>
    Degraded,

    /// <summary>It waits before it connects again.</summary>
    Waiting,
}
