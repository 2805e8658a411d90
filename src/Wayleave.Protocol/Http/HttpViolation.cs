namespace Wayleave.Protocol.Http;

/// <summary>Every way in which an HTTP/1 message can be wrong; <see cref="HttpViolations"/> puts each into words.</summary>
public enum HttpViolation
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>The head is longer than the limit.</summary>
    HeadTooLarge,

    /// <summary>There are more header lines than the limit.</summary>
    TooManyHeaders,

    /// <summary>A response does not begin with <c>HTTP/</c>.</summary>
    NotHttp,

    /// <summary>The request line is not a method, a target and a version with one space between.</summary>
    RequestLineMalformed,

    /// <summary>The method holds something that is no token character.</summary>
    MethodInvalid,

    /// <summary>The target is empty or holds a control character or a byte above 0x7E.</summary>
    TargetInvalid,

    /// <summary>The version is not of the form <c>HTTP/1.x</c>.</summary>
    VersionInvalid,

    /// <summary>The version is well formed, but neither 1.0 nor 1.1.</summary>
    VersionUnsupported,

    /// <summary>The status line is not a version, three digits and a reason phrase with one space between.</summary>
    StatusLineMalformed,

    /// <summary>A header line has no colon, no name, or something that is no token character in the name.</summary>
    HeaderNameInvalid,

    /// <summary>There is white space between a header's name and its colon.</summary>
    SpaceBeforeColon,

    /// <summary>A header's value holds a control character.</summary>
    HeaderValueInvalid,

    /// <summary>A header line begins with white space: obsolete folding.</summary>
    FoldedLine,

    /// <summary>A line is ended by LF alone.</summary>
    BareLineFeed,

    /// <summary>A CR is not followed by LF.</summary>
    BareCarriageReturn,

    /// <summary>A request has both Content-Length and Transfer-Encoding: the mark of request smuggling.</summary>
    LengthAndEncoding,

    /// <summary>A Content-Length is not a number of at most 18 digits.</summary>
    LengthInvalid,

    /// <summary>Several Content-Length values differ.</summary>
    LengthsDiffer,

    /// <summary>A Transfer-Encoding other than <c>chunked</c> alone.</summary>
    EncodingUnknown,

    /// <summary>A chunk's size is not a hexadecimal number of at most 15 digits.</summary>
    ChunkSizeInvalid,

    /// <summary>The line of a chunk's size, or the trailers, are longer than the limit.</summary>
    ChunkLineTooLong,

    /// <summary>A chunk's data is not followed by CR LF.</summary>
    ChunkEndMissing,

    /// <summary>The body is longer than the limit.</summary>
    BodyTooLarge,
}
