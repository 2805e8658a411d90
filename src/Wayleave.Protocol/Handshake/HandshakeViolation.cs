namespace Wayleave.Protocol.Handshake;

/// <summary>Every way in which a request is no handshake that a server may accept; <see cref="HandshakeViolations"/> has the words.</summary>
public enum HandshakeViolation
{
    /// <summary>It is a sound handshake.</summary>
    None,

    /// <summary>The method is not GET.</summary>
    NotGet,

    /// <summary>The version is HTTP/1.0.</summary>
    Http10,

    /// <summary>There is no <c>Host</c>.</summary>
    HostMissing,

    /// <summary>There is more than one <c>Host</c>.</summary>
    HostRepeated,

    /// <summary><c>Upgrade</c> does not name <c>websocket</c>.</summary>
    UpgradeMissing,

    /// <summary><c>Connection</c> does not name <c>Upgrade</c>.</summary>
    ConnectionMissing,

    /// <summary>There is no <c>Sec-WebSocket-Key</c>.</summary>
    KeyMissing,

    /// <summary>The key is not 16 bytes in Base64, or there are several.</summary>
    KeyInvalid,

    /// <summary>There is no <c>Sec-WebSocket-Version</c>.</summary>
    VersionMissing,

    /// <summary>The version of WebSocket is not 13.</summary>
    VersionUnsupported,

    /// <summary>The request has a body.</summary>
    BodyPresent,
}
