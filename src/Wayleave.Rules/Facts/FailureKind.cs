namespace Wayleave.Rules.Facts;

/// <summary>How an attempt ended.</summary>
public enum FailureKind
{
    /// <summary>The name does not exist, or has no address.</summary>
    NameNotFound,

    /// <summary>The connection was refused.</summary>
    Refused,

    /// <summary>There is no way to the address.</summary>
    Unreachable,

    /// <summary>Nothing came within the deadline.</summary>
    TimedOut,

    /// <summary>The connection was reset.</summary>
    Reset,

    /// <summary>The peer ended the connection in an orderly way (FIN).</summary>
    Closed,

    /// <summary>The peer sent a TLS alert, or what it sent is not TLS.</summary>
    TlsRefused,

    /// <summary>The peer's certificate does not hold.</summary>
    CertificateInvalid,

    /// <summary>What came is not HTTP.</summary>
    NotHttp,

    /// <summary>The answer's head is larger than we read.</summary>
    HeadTooLarge,

    /// <summary>The HTTP/2 peer has not enabled extended CONNECT.</summary>
    ExtendedConnectNotOffered,

    /// <summary>Anything else; the text says what.</summary>
    Other,
}
