namespace Wayleave.Protocol.ExtendedConnect;

/// <summary>How one direction of a socket's transport ended, whatever carries it.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc8441#section-5">RFC 8441 §5</seealso>
public enum StreamEnd
{
    /// <summary>TCP's FIN; END_STREAM over HTTP/2 and HTTP/3: "orderly TCP-level closures are represented as END_STREAM flags".</summary>
    Orderly,

    /// <summary>TCP's RST; RST_STREAM with CANCEL over HTTP/2; H3_REQUEST_CANCELLED over HTTP/3.</summary>
    Reset,
}
