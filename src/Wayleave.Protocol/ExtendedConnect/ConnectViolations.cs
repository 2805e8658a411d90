namespace Wayleave.Protocol.ExtendedConnect;

/// <summary>The one place that turns a <see cref="ConnectViolation"/> into words and a status.</summary>
public static class ConnectViolations
{
    /// <summary>What is wrong, as a sentence without its full stop.</summary>
    /// <param name="violation">The violation.</param>
    public static string Describe(this ConnectViolation violation) => violation switch
    {
        ConnectViolation.None => "nothing is wrong",
        ConnectViolation.NotConnect => "the method of an extended CONNECT is CONNECT",
        ConnectViolation.PlainConnect => "CONNECT without :protocol asks for a tunnel, which is not given",
        ConnectViolation.OtherProtocol => ":protocol is not websocket",
        ConnectViolation.PseudoHeaderMissing => ":scheme, :authority or :path is missing",
        ConnectViolation.ConnectionHeader => "HTTP/2 forbids Connection and Upgrade",
        ConnectViolation.VersionMissing => "the sec-websocket-version header is missing",
        ConnectViolation.VersionUnsupported => "sec-websocket-version is not 13",
        _ => violation.ToString(),
    };

    /// <summary>The status that answers such a request: 405, 501, else 400.</summary>
    /// <param name="violation">The violation.</param>
    public static int StatusCode(this ConnectViolation violation) => violation switch
    {
        ConnectViolation.PlainConnect => 405,
        // RFC 9220 §3: a :protocol that is not known is answered with 501.
        ConnectViolation.OtherProtocol => 501,
        _ => 400,
    };
}
