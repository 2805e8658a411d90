namespace Wayleave.Server.Tests.Serving.Abuse.Rows;

/// <summary>Handshakes with a flaw: an app that takes less care than we do must not get them.</summary>
internal static class HandshakeRows
{
    private const string Key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    public static IReadOnlyList<AbuseRow> All { get; } =
    [
        new("no key", Without(Key)),
        new("a key that is too short", With(Key, "Sec-WebSocket-Key: c2hvcnQ=\r\n")),
        new("a key that is no Base64", With(Key, "Sec-WebSocket-Key: !!!!!!!!!!!!!!!!!!!!!!==\r\n")),
        new("two keys", AbuseRow.Handshake + Key + "\r\n"),
        new("two keys in one line", With(Key, "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==, dGhlIHNhbXBsZSBub25jZQ==\r\n")),
        AbuseRow.Refused("version 8", With("Version: 13", "Version: 8"), "426, closed"),
        AbuseRow.Refused("no version", Without("Sec-WebSocket-Version: 13\r\n"), "426, closed"),
        AbuseRow.Refused("two versions in one line", With("Version: 13", "Version: 13, 8"), "426, closed"),
        AbuseRow.Refused("two versions", AbuseRow.Handshake + "Sec-WebSocket-Version: 8\r\n\r\n", "426, closed"),
        AbuseRow.Refused("Upgrade without Connection", Without("Connection: Upgrade\r\n"), "426, closed"),
        AbuseRow.Refused("Upgrade with another Connection", With("Connection: Upgrade", "Connection: keep-alive"), "426, closed"),
        AbuseRow.Passes(
            "Connection without Upgrade is an ordinary request", Without("Upgrade: websocket\r\n"),
            "GET /ws HTTP/1.1\r\nHost: a.test\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{ours}\r\n\r\n"),
        AbuseRow.Refused("an upgrade by POST", With("GET", "POST"), "405, closed"),
        AbuseRow.Refused("an upgrade by HEAD", With("GET", "HEAD"), "405, closed"),
        AbuseRow.Refused("an upgrade by POST with a body", With("GET", "POST")[..^2] + "Content-Length: 5\r\n\r\nhello", "405, closed"),
        new("an upgrade with a body", AbuseRow.Handshake + "Content-Length: 5\r\n\r\nhello"),
        new("an upgrade with chunks", AbuseRow.Handshake + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        new("an upgrade with both", AbuseRow.Handshake + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        AbuseRow.Passes("an upgrade with a length of 0", AbuseRow.Handshake + "Content-Length: 0\r\n\r\n", AbuseRow.HandshakeAtApp, "101"),
        AbuseRow.Passes("an upgrade that expects 100-continue", AbuseRow.Handshake + "Expect: 100-continue\r\n\r\n", AbuseRow.HandshakeAtApp, "100, 101"),
        AbuseRow.Passes("names and tokens in odd letters", AbuseRow.Handshake
            .Replace("Connection: Upgrade", "cOnNeCtIoN: keep-alive, uPgRaDe", StringComparison.Ordinal).Replace("Upgrade: websocket", "upgrade: WebSocket", StringComparison.Ordinal)
            .Replace("Sec-WebSocket", "sec-websocket", StringComparison.Ordinal) + "\r\n", AbuseRow.HandshakeAtApp, "101"),
        AbuseRow.Passes("subprotocols go on as they are", AbuseRow.Handshake + "Sec-WebSocket-Protocol: a, b\r\nSec-WebSocket-Protocol: c\r\n\r\n",
            AbuseRow.HandshakeAtApp.Replace("{ours}", "Sec-WebSocket-Protocol: a, b\r\nSec-WebSocket-Protocol: c\r\n{ours}", StringComparison.Ordinal), "101"),
        AbuseRow.Passes("two Origins are for the app to judge where no list is set", AbuseRow.Handshake + "Origin: http://a.test\r\nOrigin: http://b.test\r\n\r\n",
            AbuseRow.HandshakeAtApp.Replace("{ours}", "Origin: http://a.test\r\nOrigin: http://b.test\r\n{ours}", StringComparison.Ordinal), "101") with
            {
                LaterApp = AbuseRow.HandshakeAtApp.Replace("Sec-WebSocket-Version", "Origin: http://a.test\r\nOrigin: http://b.test\r\nSec-WebSocket-Version", StringComparison.Ordinal),
            },
        new("a handshake with a folded line", AbuseRow.Handshake + "X: y\r\n z\r\n\r\n"),
        new("a handshake with dot segments", With("/ws", "/a/../admin")),
        new("a handshake that hides a route", With("/ws", "//admin")),
        AbuseRow.Refused("a handshake by CONNECT", With("GET /ws", "CONNECT /ws"), "405, closed"),
    ];

    private static string With(string old, string now) => AbuseRow.Handshake.Replace(old, now, StringComparison.Ordinal) + "\r\n";

    private static string Without(string line) => With(line, "");
}
