namespace Wayleave.Protocol.ExtendedConnect;

/// <summary>Every way in which a request over HTTP/2 or HTTP/3 is no WebSocket handshake; <see cref="ConnectViolations"/> has the words.</summary>
public enum ConnectViolation
{
    /// <summary>It is a sound handshake.</summary>
    None,

    /// <summary>The method is not CONNECT: an ordinary request.</summary>
    NotConnect,

    /// <summary>There is no <c>:protocol</c>: a tunnel to anywhere is asked for.</summary>
    PlainConnect,

    /// <summary><c>:protocol</c> is not <c>websocket</c>.</summary>
    OtherProtocol,

    /// <summary><c>:scheme</c>, <c>:authority</c> or <c>:path</c> is missing: malformed.</summary>
    PseudoHeaderMissing,

    /// <summary>There is an <c>Upgrade</c> or <c>Connection</c> header, which HTTP/2 forbids: malformed.</summary>
    ConnectionHeader,

    /// <summary>There is no <c>sec-websocket-version</c>.</summary>
    VersionMissing,

    /// <summary>The version of WebSocket is not 13.</summary>
    VersionUnsupported,
}
