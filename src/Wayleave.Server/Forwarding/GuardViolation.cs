namespace Wayleave.Server.Forwarding;

/// <summary>Every way in which a request is refused before it is routed; <see cref="GuardViolations"/> puts each into words.</summary>
internal enum GuardViolation
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>The method is no token.</summary>
    MethodInvalid,

    /// <summary>A method that everybody knows, in small letters: another method, which becomes the known one on the way.</summary>
    MethodSpelling,

    /// <summary>CONNECT, however it is spelled: a tunnel to anywhere.</summary>
    ConnectMethod,

    /// <summary>TRACE, however it is spelled: it answers with the request's headers, cookies among them.</summary>
    TraceMethod,

    /// <summary>An extended CONNECT whose <c>:protocol</c> is not <c>websocket</c>.</summary>
    OtherProtocol,

    /// <summary>The target is empty, in no known form, or holds a control character, a space, a byte above 0x7E or a <c>#</c>.</summary>
    TargetInvalid,

    /// <summary>The target's path has a <c>\</c>, a <c>%</c> that begins no escape, or <c>%00</c>.</summary>
    PathInvalid,

    /// <summary>The target's path has a segment <c>.</c> or <c>..</c>, plain or encoded.</summary>
    DotSegment,

    /// <summary>The target <c>*</c>.</summary>
    AsteriskTarget,

    /// <summary>The path can be read in ways that lead to different routes.</summary>
    AmbiguousPath,

    /// <summary>The target names another host than Host does.</summary>
    HostDiffers,

    /// <summary>There is no Host.</summary>
    HostMissing,

    /// <summary>There is more than one Host.</summary>
    HostRepeated,

    /// <summary>Host is no host with or without a port.</summary>
    HostInvalid,

    /// <summary>A header's name is no token.</summary>
    HeaderNameInvalid,

    /// <summary>A header's value holds a control character: a folded line among others.</summary>
    HeaderValueInvalid,

    /// <summary>There are both Content-Length and Transfer-Encoding.</summary>
    LengthAndEncoding,

    /// <summary>Content-Length is no number.</summary>
    LengthInvalid,

    /// <summary>The values of Content-Length differ.</summary>
    LengthsDiffer,

    /// <summary>Transfer-Encoding is not <c>chunked</c> alone.</summary>
    EncodingUnknown,

    /// <summary>Transfer-Encoding in HTTP/1.0, which does not know it.</summary>
    EncodingInHttp10,

    /// <summary>A field of the connection in HTTP/2, which forbids them.</summary>
    ConnectionFieldInHttp2,

    /// <summary>The request has come through this process too often.</summary>
    LoopDetected,
}
