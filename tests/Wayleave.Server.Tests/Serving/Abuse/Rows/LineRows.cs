namespace Wayleave.Server.Tests.Serving.Abuse.Rows;

/// <summary>Heads whose lines or names two hops may read in two ways, and what is no HTTP/1.1 at all.</summary>
internal static class LineRows
{
    public static IReadOnlyList<AbuseRow> All { get; } =
    [
        new("all lines ended by LF alone", "GET /a HTTP/1.1\nHost: a.test\n\n"),
        new("a header line ended by LF alone", $"{AbuseRow.Plain}X: y\nZ: 1\r\n\r\n"),
        new("a head ended by LF alone", "GET /a HTTP/1.1\r\nHost: a.test\r\n\n"),
        new("a CR within a value", $"{AbuseRow.Plain}X: y\rZ: 1\r\n\r\n"),
        new("CR CR LF", "GET /a HTTP/1.1\r\nHost: a.test\r\r\n\r\n"),
        new("a folded line", $"{AbuseRow.Plain}X: y\r\n z\r\n\r\n"),
        new("a folded line first", "GET /a HTTP/1.1\r\n Host: b.test\r\nHost: a.test\r\n\r\n"),
        new("a space before the colon", $"{AbuseRow.Plain}X : y\r\n\r\n"),
        new("a tab before the colon", $"{AbuseRow.Plain}X\t: y\r\n\r\n"),
        new("a line without a colon", $"{AbuseRow.Plain}X\r\n\r\n"),
        new("a line without a name", $"{AbuseRow.Plain}: y\r\n\r\n"),
        new("a name with a space", $"{AbuseRow.Plain}X Y: z\r\n\r\n"),
        new("a name with parentheses", $"{AbuseRow.Plain}X(Y): z\r\n\r\n"),
        new("a name with NUL", $"{AbuseRow.Plain}X\0Y: z\r\n\r\n"),
        new("a name beyond ASCII", $"{AbuseRow.Plain}X\u00e4: z\r\n\r\n"),
        new("a value with NUL", $"{AbuseRow.Plain}X: y\0z\r\n\r\n"),
        new("a value with a control character", $"{AbuseRow.Plain}X: y\u0001z\r\n\r\n"),
        new("a value with DEL", $"{AbuseRow.Plain}X: y\u007fz\r\n\r\n"),
        AbuseRow.Passes(
            "a value beyond ASCII goes on byte by byte", $"{AbuseRow.Plain}X: \u00e4\u0080\r\n\r\n", "GET /a HTTP/1.1\r\nHost: a.test\r\nX: \u00e4\u0080\r\n{ours}\r\n\r\n"),
        new("a target with NUL", "GET /a\0b HTTP/1.1\r\nHost: a.test\r\n\r\n"),
        new("a target with a control character", "GET /a\u0001b HTTP/1.1\r\nHost: a.test\r\n\r\n"),
        new("a target beyond ASCII", "GET /\u00e4 HTTP/1.1\r\nHost: a.test\r\n\r\n"),
        new("a target with a space", "GET /a b HTTP/1.1\r\nHost: a.test\r\n\r\n"),
        new("a target with a tab", "GET /a\tb HTTP/1.1\r\nHost: a.test\r\n\r\n"),
        new("two spaces before the target", "GET  /a HTTP/1.1\r\nHost: a.test\r\n\r\n"),
        new("two spaces before the version", "GET /a  HTTP/1.1\r\nHost: a.test\r\n\r\n") { LaterGives = "200, goes on", LaterApp = AbuseRow.PlainAtApp },
        new("a tab for a space", "GET\t/a HTTP/1.1\r\nHost: a.test\r\n\r\n"),
        new("a space at the end of the request line", "GET /a HTTP/1.1 \r\nHost: a.test\r\n\r\n"),
        new("HTTP/0.9", "GET /a\r\n\r\n"),
        AbuseRow.Refused("HTTP/2.0 on the line", "GET /a HTTP/2.0\r\nHost: a.test\r\n\r\n", "505, closed"),
        AbuseRow.Refused("HTTP/1.2", "GET /a HTTP/1.2\r\nHost: a.test\r\n\r\n", "505, closed"),
        new("HTTP/1.10", "GET /a HTTP/1.10\r\nHost: a.test\r\n\r\n"),
        new("http/1.1 in small letters", "GET /a http/1.1\r\nHost: a.test\r\n\r\n") { LaterGives = "505, closed" },
        AbuseRow.Refused("the preface of HTTP/2 with another method", "PRX * HTTP/2.0\r\n\r\nSM\r\n\r\n", "505, closed"),
        AbuseRow.Refused("the preface of HTTP/2 with another end", "PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n", "505, closed"),
        new("a method that is no token", "G(T /a HTTP/1.1\r\nHost: a.test\r\n\r\n"),
        new("a TLS hello", "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003"),
        new("a WebSocket frame", "\u0081\u0085\0\0\0\0hello"),
        new("an empty line first", "\r\nGET /a HTTP/1.1\r\nHost: a.test\r\n\r\n") { LaterGives = "200, goes on", LaterApp = AbuseRow.PlainAtApp },
        AbuseRow.Refused("a header of 40 KB", $"{AbuseRow.Plain}X: {new string('x', 40_000)}\r\n\r\n", "431, closed") with { Singly = false },
        AbuseRow.Refused("a target of 40 KB", $"GET /{new string('x', 40_000)} HTTP/1.1\r\nHost: a.test\r\n\r\n", "431, closed") with { LaterGives = "414, closed", Singly = false },
        AbuseRow.Refused("300 headers", $"{AbuseRow.Plain}{string.Concat(Enumerable.Range(0, 300).Select(i => $"X{i}: y\r\n"))}\r\n", "431, closed") with { Singly = false },
    ];
}
