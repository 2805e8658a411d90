namespace Wayleave.Server.Tests.Serving.Abuse.Rows;

/// <summary>Bytes that a client sends before it has its 101: they are frames only if the app says 101, else they are nothing at all.</summary>
internal static class BehindRows
{
    private const string Frame = "\u0082\u0085\u0001\u0002\u0003\u0004igofn";
    private const string Hidden = "GET /hidden HTTP/1.1\r\nHost: a.test\r\n\r\n";

    public static IReadOnlyList<AbuseRow> All { get; } =
    [
        AbuseRow.Passes("a frame behind the handshake is delivered after the 101", $"{AbuseRow.Handshake}\r\n{Frame}", AbuseRow.HandshakeAtApp + Frame, "101"),
        new("a request behind a handshake that is refused", AbuseRow.Handshake.Replace("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", "", StringComparison.Ordinal) + "\r\n" + Hidden),
        AbuseRow.Refused("a request behind an upgrade by POST", AbuseRow.Handshake.Replace("GET", "POST", StringComparison.Ordinal) + "\r\n" + Hidden, "405, closed"),
        AbuseRow.Refused("a request behind version 8", AbuseRow.Handshake.Replace("13", "8", StringComparison.Ordinal) + "\r\n" + Hidden, "426, closed"),
        AbuseRow.Refused("a request behind a handshake whose app is down", AbuseRow.Handshake.Replace("/ws", "/admin", StringComparison.Ordinal) + "\r\n" + Hidden, "502, closed"),
    ];
}
