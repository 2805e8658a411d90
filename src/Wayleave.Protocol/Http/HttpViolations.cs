namespace Wayleave.Protocol.Http;

/// <summary>The one place that turns an <see cref="HttpViolation"/> into words and a status.</summary>
public static class HttpViolations
{
    /// <summary>What is wrong, as a sentence without its full stop.</summary>
    /// <param name="violation">The violation.</param>
    public static string Describe(this HttpViolation violation) => violation switch
    {
        HttpViolation.None => "nothing is wrong",
        HttpViolation.HeadTooLarge => "the head is longer than the limit",
        HttpViolation.TooManyHeaders => "there are more header lines than the limit",
        HttpViolation.NotHttp => "the answer is not HTTP",
        HttpViolation.RequestLineMalformed => "the request line is not a method, a target and a version",
        HttpViolation.MethodInvalid => "the method holds a character that is not allowed",
        HttpViolation.TargetInvalid => "the target is empty or holds a character that is not allowed",
        HttpViolation.VersionInvalid => "the version is not of the form HTTP/1.x",
        HttpViolation.VersionUnsupported => "the version is neither HTTP/1.0 nor HTTP/1.1",
        HttpViolation.StatusLineMalformed => "the status line is not a version, three digits and a reason",
        HttpViolation.HeaderNameInvalid => "a header line has no valid name",
        HttpViolation.SpaceBeforeColon => "there is white space before a header's colon",
        HttpViolation.HeaderValueInvalid => "a header's value holds a control character",
        HttpViolation.FoldedLine => "a header line is folded",
        HttpViolation.BareLineFeed => "a line is ended by LF alone",
        HttpViolation.BareCarriageReturn => "a CR is not followed by LF",
        HttpViolation.LengthAndEncoding => "there are both Content-Length and Transfer-Encoding",
        HttpViolation.LengthInvalid => "Content-Length is not a number",
        HttpViolation.LengthsDiffer => "the values of Content-Length differ",
        HttpViolation.EncodingUnknown => "the Transfer-Encoding is not chunked",
        HttpViolation.ChunkSizeInvalid => "a chunk's size is not a hexadecimal number",
        HttpViolation.ChunkLineTooLong => "a chunk's size line or the trailers are longer than the limit",
        HttpViolation.ChunkEndMissing => "a chunk's data is not followed by CR LF",
        HttpViolation.BodyTooLarge => "the body is longer than the limit",
        _ => violation.ToString(),
    };

    /// <summary>The status that answers a request with this flaw: 431, 413, 501, 505, else 400.</summary>
    /// <param name="violation">The violation.</param>
    public static int StatusCode(this HttpViolation violation) => violation switch
    {
        HttpViolation.HeadTooLarge or HttpViolation.TooManyHeaders => 431,
        HttpViolation.BodyTooLarge => 413,
        HttpViolation.EncodingUnknown => 501,
        HttpViolation.VersionUnsupported => 505,
        _ => 400,
    };
}
