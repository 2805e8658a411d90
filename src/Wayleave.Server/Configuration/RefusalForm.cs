namespace Wayleave.Server.Configuration;

/// <summary>How a WebSocket is refused for want of a ticket.</summary>
public enum RefusalForm
{
    /// <summary>It is opened and closed with 4001 or 4003: browsers hide the status of a handshake from their pages.</summary>
    Socket,

    /// <summary>By 401 or 403.</summary>
    Http,
}
