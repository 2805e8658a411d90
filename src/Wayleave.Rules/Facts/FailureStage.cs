namespace Wayleave.Rules.Facts;

/// <summary>The steps from a name to an answer, in their order.</summary>
public enum FailureStage
{
    /// <summary>Looking the name up.</summary>
    Resolve,

    /// <summary>Opening the TCP connection.</summary>
    Connect,

    /// <summary>The CONNECT request to this machine's own proxy.</summary>
    Proxy,

    /// <summary>The TLS handshake.</summary>
    Tls,

    /// <summary>Sending the request.</summary>
    Send,

    /// <summary>Waiting for the first byte of the answer.</summary>
    FirstByte,

    /// <summary>Reading the answer's head.</summary>
    Head,

    /// <summary>Reading the answer's body.</summary>
    Body,
}
