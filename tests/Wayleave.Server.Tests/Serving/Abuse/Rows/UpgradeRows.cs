namespace Wayleave.Server.Tests.Serving.Abuse.Rows;

/// <summary>Upgrades to another protocol than ours: none of them ever reaches an app.</summary>
internal static class UpgradeRows
{
    public static IReadOnlyList<AbuseRow> All { get; } =
    [
        AbuseRow.Passes("h2c", $"{AbuseRow.Plain}Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n", AbuseRow.PlainAtApp),
        AbuseRow.Passes("h2c without the settings' name in Connection", $"{AbuseRow.Plain}Connection: Upgrade\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n", AbuseRow.PlainAtApp),
        AbuseRow.Passes("TLS/1.0", $"{AbuseRow.Plain}Connection: Upgrade\r\nUpgrade: TLS/1.0\r\n\r\n", AbuseRow.PlainAtApp),
        AbuseRow.Passes("SPDY/3.1, which YARP would pass on", $"{AbuseRow.Plain}Connection: Upgrade\r\nUpgrade: SPDY/3.1\r\n\r\n", AbuseRow.PlainAtApp),
        AbuseRow.Passes("websocket, h2c", WebSocketAs("websocket, h2c"), AbuseRow.HandshakeAtApp, "101"),
        AbuseRow.Passes("h2c, websocket", WebSocketAs("h2c, websocket"), AbuseRow.HandshakeAtApp, "101"),
        AbuseRow.Passes("two Upgrade lines", WebSocketAs("websocket\r\nUpgrade: h2c"), AbuseRow.HandshakeAtApp, "101"),
        AbuseRow.Passes("HTTP2-Settings in a handshake", AbuseRow.Handshake + "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n", AbuseRow.HandshakeAtApp, "101"),
        AbuseRow.Passes(
            "websocket/13", WebSocketAs("websocket/13"),
            "GET /ws HTTP/1.1\r\nHost: a.test\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{ours}\r\n\r\n"),
        AbuseRow.Passes(
            "an upgrade in HTTP/1.0 is an ordinary request", AbuseRow.Handshake.Replace("HTTP/1.1", "HTTP/1.0", StringComparison.Ordinal) + "\r\n",
            "GET /ws HTTP/1.1\r\nHost: a.test\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{ours}\r\n\r\n", "200, closed"),
    ];

    private static string WebSocketAs(string upgrade) => AbuseRow.Handshake.Replace("Upgrade: websocket", $"Upgrade: {upgrade}", StringComparison.Ordinal) + "\r\n";
}
