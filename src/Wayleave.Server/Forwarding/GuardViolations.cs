using Wayleave.Protocol.Http;

namespace Wayleave.Server.Forwarding;

/// <summary>The one place that turns a <see cref="GuardViolation"/> into words and a status.</summary>
internal static class GuardViolations
{
    /// <summary>The methods that are passed on: what a 405 lists in <c>Allow</c> (RFC 9110 §15.5.6).</summary>
    public const string Allow = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

    /// <summary>What is wrong, as a sentence without its full stop.</summary>
    /// <param name="violation">The violation.</param>
    public static string Describe(this GuardViolation violation) => violation switch
    {
        GuardViolation.None => "nothing is wrong",
        GuardViolation.MethodInvalid => HttpViolation.MethodInvalid.Describe(),
        GuardViolation.MethodSpelling => "the method is not written in capitals",
        GuardViolation.ConnectMethod => "CONNECT asks for a tunnel, which is not given",
        GuardViolation.TraceMethod => "TRACE is not served",
        GuardViolation.OtherProtocol => ":protocol is not websocket",
        GuardViolation.TargetInvalid => HttpViolation.TargetInvalid.Describe(),
        GuardViolation.PathInvalid => "the path holds a backslash, %00 or a % that begins no escape",
        GuardViolation.DotSegment => "the path has a segment . or .., which apps resolve in different ways",
        GuardViolation.AsteriskTarget => "the target * is not served",
        GuardViolation.AmbiguousPath => "the path can be read as that of another route: it has encoded or doubled slashes, or parameters",
        GuardViolation.HostDiffers => "the target and the Host header name different hosts",
        GuardViolation.HostMissing => "the Host header is missing",
        GuardViolation.HostRepeated => "there is more than one Host header",
        GuardViolation.HostInvalid => "the Host header is no host with or without a port",
        GuardViolation.HeaderNameInvalid => HttpViolation.HeaderNameInvalid.Describe(),
        GuardViolation.HeaderValueInvalid => HttpViolation.HeaderValueInvalid.Describe(),
        GuardViolation.LengthAndEncoding => HttpViolation.LengthAndEncoding.Describe(),
        GuardViolation.LengthInvalid => HttpViolation.LengthInvalid.Describe(),
        GuardViolation.LengthsDiffer => HttpViolation.LengthsDiffer.Describe(),
        GuardViolation.EncodingUnknown => HttpViolation.EncodingUnknown.Describe(),
        GuardViolation.EncodingInHttp10 => "HTTP/1.0 knows no Transfer-Encoding",
        GuardViolation.ConnectionFieldInHttp2 => "HTTP/2 forbids Connection, Upgrade, Keep-Alive, Proxy-Connection and Transfer-Encoding",
        GuardViolation.LoopDetected => "the request comes back to this proxy again and again: a destination leads to it",
        _ => violation.ToString(),
    };

    /// <summary>The status that answers such a request: 405, 501, 508, else 400.</summary>
    /// <param name="violation">The violation.</param>
    public static int StatusCode(this GuardViolation violation) => violation switch
    {
        GuardViolation.ConnectMethod or GuardViolation.TraceMethod => 405,
        GuardViolation.OtherProtocol or GuardViolation.AsteriskTarget or GuardViolation.EncodingUnknown => 501,
        GuardViolation.LoopDetected => 508,
        _ => 400,
    };
}
