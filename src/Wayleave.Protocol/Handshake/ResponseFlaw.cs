namespace Wayleave.Protocol.Handshake;

/// <summary>A way in which an answer to a handshake is not the 101 that a browser takes.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc6455#section-4.1">RFC 6455 §4.1</seealso>
public enum ResponseFlaw
{
    /// <summary>The status is not 101.</summary>
    StatusNot101,

    /// <summary>The status is not 101, yet the answer carries a handshake's own headers: a 101 in disguise.</summary>
    StatusDisguised,

    /// <summary><c>Upgrade: websocket</c> is missing or says something else.</summary>
    UpgradeWrong,

    /// <summary><c>Connection: Upgrade</c> is missing.</summary>
    ConnectionWrong,

    /// <summary><c>Sec-WebSocket-Accept</c> is missing.</summary>
    AcceptMissing,

    /// <summary><c>Sec-WebSocket-Accept</c> does not belong to the key sent.</summary>
    AcceptWrong,

    /// <summary>A subprotocol was chosen that was not offered, or several were.</summary>
    SubprotocolNotOffered,

    /// <summary>Subprotocols were offered and none was chosen: Chrome fails the connection.</summary>
    SubprotocolMissing,

    /// <summary>An extension was chosen that was not offered, or with parameters that cannot answer the offer.</summary>
    ExtensionNotOffered,
}
