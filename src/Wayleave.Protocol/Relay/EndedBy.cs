namespace Wayleave.Protocol.Relay;

/// <summary>Who hung up first.</summary>
public enum EndedBy
{
    /// <summary>The client: a close frame, FIN or a reset.</summary>
    Client,

    /// <summary>The app: a close frame, FIN or a reset.</summary>
    App,

    /// <summary>The network: a peer that gives no sign of life any more.</summary>
    Network,

    /// <summary>The limit on silence.</summary>
    IdleLimit,

    /// <summary>The limit on age.</summary>
    LifetimeLimit,

    /// <summary>The limit on the size of frames or messages, which also ends what breaks the protocol.</summary>
    SizeLimit,

    /// <summary>The gateway stops, or the route or the destination is taken out of service.</summary>
    Drain,

    /// <summary>Somebody at the admin address.</summary>
    Admin,

    /// <summary>The gateway itself failed.</summary>
    Gateway,
}
