namespace Wayleave.Lab.Engine;

/// <summary>Every way in which the next hop can fail a request.</summary>
public enum UpstreamFailure
{
    /// <summary>It refuses the connection.</summary>
    Refused,

    /// <summary>No connection in time.</summary>
    ConnectTimeout,

    /// <summary>TLS with it failed.</summary>
    TlsFailed,

    /// <summary>Its certificate does not hold, and this hop checks it.</summary>
    CertificateInvalid,

    /// <summary>It ended the connection before a whole answer's head.</summary>
    ClosedEarly,

    /// <summary>What it sent is no HTTP.</summary>
    BadAnswer,

    /// <summary>No answer in time.</summary>
    AnswerTimeout,
}
