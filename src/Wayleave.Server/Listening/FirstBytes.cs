namespace Wayleave.Server.Listening;

/// <summary>What the first bytes of a connection are.</summary>
internal enum FirstBytes
{
    /// <summary>Not enough to tell.</summary>
    Undecided,

    /// <summary>A request that wants a WebSocket, sound or not.</summary>
    Upgrade,

    /// <summary>Any other request.</summary>
    Ordinary,

    /// <summary>HTTP/2 with prior knowledge.</summary>
    Http2,

    /// <summary>No request.</summary>
    Invalid,
}
