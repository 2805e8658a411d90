namespace Wayleave.Server.Tests.Serving.Abuse.Rows;

/// <summary>Fields that are for one hop alone, and clients that declare others to be so.</summary>
internal static class HopRows
{
    public static IReadOnlyList<AbuseRow> All { get; } =
    [
        AbuseRow.Passes("Connection names a field of ours", $"{AbuseRow.Plain}Connection: x-forwarded-for\r\n\r\n", AbuseRow.PlainAtApp),
        AbuseRow.Passes(
            "Connection names fields of ours, Host and Cookie", $"{AbuseRow.Plain}Cookie: a=b\r\nConnection: x-forwarded-proto, host, cookie, via\r\n\r\n", AbuseRow.PlainAtApp),
        AbuseRow.Passes(
            "Connection: keep-alive with fields of ours and Cookie", $"{AbuseRow.Plain}Cookie: a=b\r\nConnection: keep-alive, x-forwarded-proto, host, cookie, via\r\n\r\n",
            AbuseRow.PlainAtApp),
        AbuseRow.Passes("Connection: close with a field", $"{AbuseRow.Plain}X-Hop: a\r\nConnection: close, X-Hop\r\n\r\n", AbuseRow.PlainAtApp, "200, closed"),
        AbuseRow.Passes("Connection: close between tabs, with a field", $"{AbuseRow.Plain}X-Hop: a\r\nConnection: x-hop\t,\tclose\t,\r\n\r\n", AbuseRow.PlainAtApp, "200, closed"),
        AbuseRow.Passes("two lines of Connection, with a field each", $"{AbuseRow.Plain}X-A: a\r\nX-B: b\r\nConnection: x-a, keep-alive\r\nConnection: x-b\r\n\r\n", AbuseRow.PlainAtApp),
        // Beside a line of one of the words that it knows, Kestrel shows nothing else.
        AbuseRow.Passes(
            "two lines of Connection, of which one says keep-alive alone", $"{AbuseRow.Plain}X-Hop: a\r\nConnection: keep-alive\r\nConnection: x-hop\r\n\r\n",
            "GET /a HTTP/1.1\r\nHost: a.test\r\nX-Hop: a\r\n{ours}\r\n\r\n"),
        AbuseRow.Passes("Connection: keep-alive with a field, in HTTP/1.0", "GET /a HTTP/1.0\r\nHost: a.test\r\nX-Hop: a\r\nConnection: keep-alive, x-hop\r\n\r\n", AbuseRow.PlainAtApp, "200, closed"),
        AbuseRow.Passes("Connection: close, te", $"{AbuseRow.Plain}Connection: close, te\r\nTE: trailers\r\n\r\n", "GET /a HTTP/1.1\r\nHost: a.test\r\nTE: trailers\r\n{ours}\r\nConnection: TE\r\n\r\n", "200, closed"),
        AbuseRow.Passes("Connection names Content-Length", "POST /a HTTP/1.1\r\nHost: a.test\r\nConnection: content-length\r\nContent-Length: 5\r\n\r\nhello", "POST /a HTTP/1.1\r\nHost: a.test\r\n{ours}\r\nContent-Length: 5\r\n\r\nhello"),
        AbuseRow.Passes(
            "Connection names fields of ours in a handshake", $"{AbuseRow.Handshake.Replace("Connection: Upgrade", "Connection: upgrade, x-forwarded-for, x-forwarded-proto, host, cookie", StringComparison.Ordinal)}Cookie: a=b\r\n\r\n",
            AbuseRow.HandshakeAtApp, "101"),
        new("Connection names a handshake's own field", AbuseRow.Handshake.Replace("Connection: Upgrade", "Connection: upgrade, sec-websocket-key", StringComparison.Ordinal) + "\r\n"),
        AbuseRow.Passes(
            "fields of one hop", $"{AbuseRow.Plain}Keep-Alive: timeout=5\r\nProxy-Connection: keep-alive\r\nProxy-Authorization: Basic eA==\r\nTrailer: X\r\nProxy: http://evil.test\r\nTE: gzip\r\n\r\n",
            AbuseRow.PlainAtApp),
        AbuseRow.Passes(
            "Content-Type where there is no content", $"{AbuseRow.Plain}Content-Type: text/plain\r\n\r\n", "GET /a HTTP/1.1\r\nHost: a.test\r\nContent-Type: text/plain\r\n{ours}\r\n\r\n"),
        AbuseRow.Passes("Expect: 100-continue", "POST /a HTTP/1.1\r\nHost: a.test\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\nhello", "POST /a HTTP/1.1\r\nHost: a.test\r\nExpect: 100-continue\r\nContent-Length: 5\r\n{ours}\r\n\r\nhello"),
        AbuseRow.Passes("Expect: something else is for the app to judge", $"{AbuseRow.Plain}Expect: x\r\n\r\n", "GET /a HTTP/1.1\r\nHost: a.test\r\nExpect: x\r\n{ours}\r\n\r\n"),
    ];
}
