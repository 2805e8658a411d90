namespace Wayleave.Protocol.Handshake;

/// <summary>The one place that turns a <see cref="HandshakeViolation"/> into words and a status.</summary>
public static class HandshakeViolations
{
    /// <summary>What is wrong, as a sentence without its full stop.</summary>
    /// <param name="violation">The violation.</param>
    public static string Describe(this HandshakeViolation violation) => violation switch
    {
        HandshakeViolation.None => "nothing is wrong",
        HandshakeViolation.NotGet => "the method of a WebSocket handshake is GET",
        HandshakeViolation.Http10 => "HTTP/1.0 knows no upgrade",
        HandshakeViolation.HostMissing => "the Host header is missing",
        HandshakeViolation.HostRepeated => "there is more than one Host header",
        HandshakeViolation.UpgradeMissing => "the header \"Upgrade: websocket\" is missing",
        HandshakeViolation.ConnectionMissing => "the header \"Connection: Upgrade\" is missing",
        HandshakeViolation.KeyMissing => "the Sec-WebSocket-Key header is missing",
        HandshakeViolation.KeyInvalid => "Sec-WebSocket-Key is not 16 bytes in Base64",
        HandshakeViolation.VersionMissing => "the Sec-WebSocket-Version header is missing",
        HandshakeViolation.VersionUnsupported => "Sec-WebSocket-Version is not 13",
        HandshakeViolation.BodyPresent => "a WebSocket handshake has no body",
        _ => violation.ToString(),
    };

    /// <summary>The status that answers such a request: 405, 426, else 400.</summary>
    /// <param name="violation">The violation.</param>
    public static int StatusCode(this HandshakeViolation violation) => violation switch
    {
        HandshakeViolation.NotGet => 405,
        // RFC 9110 §15.5.22: the request would do over another protocol; RFC 6455 §4.2.2 for the version.
        HandshakeViolation.UpgradeMissing or HandshakeViolation.ConnectionMissing or HandshakeViolation.Http10
            or HandshakeViolation.VersionUnsupported or HandshakeViolation.VersionMissing => 426,
        _ => 400,
    };
}
