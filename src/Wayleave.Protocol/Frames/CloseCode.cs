namespace Wayleave.Protocol.Frames;

/// <summary>The registered close codes; any other number from 3000 to 4999 is an app's or a library's own.</summary>
/// <seealso href="https://www.iana.org/assignments/websocket/websocket.xhtml#close-code-number">IANA's registry</seealso>
public enum CloseCode : ushort
{
    /// <summary>The work is done.</summary>
    Normal = 1000,

    /// <summary>The server stops, or the browser leaves the page.</summary>
    GoingAway = 1001,

    /// <summary>The far end broke the protocol.</summary>
    ProtocolError = 1002,

    /// <summary>Data of a kind that is not taken.</summary>
    UnsupportedData = 1003,

    /// <summary>Never sent: a close frame came without a code.</summary>
    NoStatus = 1005,

    /// <summary>Never sent: the connection ended without a close frame.</summary>
    Abnormal = 1006,

    /// <summary>A message whose content is not what its type says, such as text that is not UTF-8.</summary>
    InvalidPayload = 1007,

    /// <summary>A message breaks the receiver's rules.</summary>
    PolicyViolation = 1008,

    /// <summary>A message is longer than the receiver takes.</summary>
    MessageTooBig = 1009,

    /// <summary>The client needs an extension that the server did not agree to.</summary>
    MandatoryExtension = 1010,

    /// <summary>The server met something unexpected.</summary>
    InternalError = 1011,

    /// <summary>The service restarts; come again after a random wait.</summary>
    ServiceRestart = 1012,

    /// <summary>The service is overloaded; come again later, or elsewhere.</summary>
    TryAgainLater = 1013,

    /// <summary>A gateway got no sound answer from behind it.</summary>
    BadGateway = 1014,

    /// <summary>Never sent: the TLS handshake failed.</summary>
    TlsHandshake = 1015,
}
