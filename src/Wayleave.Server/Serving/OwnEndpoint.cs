namespace Wayleave.Server.Serving;

/// <summary>What is served at paths of our own, which no route has.</summary>
internal enum OwnEndpoint
{
    /// <summary>Tickets are asked for.</summary>
    Ticket,

    /// <summary>Any channels, over a WebSocket or as server-sent events.</summary>
    Events,

    /// <summary>Any channels, by long polls.</summary>
    Poll,

    /// <summary>Where channels are.</summary>
    Head,

    /// <summary>A script is loaded: the browser's client, or what carries sockets.</summary>
    Script,
}
