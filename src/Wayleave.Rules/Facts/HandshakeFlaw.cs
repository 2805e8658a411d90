namespace Wayleave.Rules.Facts;

/// <summary>A way in which a 101 (or an extended CONNECT's 200) is not one that a browser takes (RFC 6455 §4.1).</summary>
public enum HandshakeFlaw
{
    /// <summary><c>Sec-WebSocket-Accept</c> is missing.</summary>
    AcceptMissing,

    /// <summary><c>Sec-WebSocket-Accept</c> does not belong to the key sent.</summary>
    AcceptWrong,

    /// <summary><c>Upgrade: websocket</c> is missing or says something else.</summary>
    UpgradeWrong,

    /// <summary><c>Connection: Upgrade</c> is missing.</summary>
    ConnectionWrong,

    /// <summary>A subprotocol was chosen that was not offered.</summary>
    SubprotocolNotOffered,

    /// <summary>Subprotocols were offered and none was chosen: browsers fail the connection.</summary>
    SubprotocolMissing,

    /// <summary>An extension was chosen that was not offered, or with parameters that were not.</summary>
    ExtensionNotOffered,

    /// <summary>The status is not 101, yet the answer carries a handshake's own headers: a 101 in disguise.</summary>
    StatusDisguised,
}
