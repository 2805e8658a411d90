namespace Wayleave.Server.Tests.Serving.Abuse.Rows;

/// <summary>Hosts that two hops may read in two ways: caches, routes and Origin checks hang on them.</summary>
internal static class HostRows
{
    public static IReadOnlyList<AbuseRow> All { get; } =
    [
        new("no Host", "GET /a HTTP/1.1\r\n\r\n"),
        new("two Hosts", "GET /a HTTP/1.1\r\nHost: a.test\r\nHost: b.test\r\n\r\n"),
        new("two Hosts that are the same", "GET /a HTTP/1.1\r\nHost: a.test\r\nHost: a.test\r\n\r\n"),
        new("an empty Host", Asks("")),
        new("a user in Host", Asks("x@a.test")),
        new("a space in Host", Asks("a.test b.test")),
        new("a list in Host", Asks("a.test, b.test")),
        new("a path in Host", Asks("a.test/admin")),
        new("a query in Host", Asks("a.test?x")),
        new("a fragment in Host", Asks("a.test#x")),
        new("two ports", Asks("a.test:80:80")),
        new("a port that is none", Asks("a.test:x")),
        new("a port beyond 65535", Asks("a.test:65536")),
        new("a bracket that stays open", Asks("[::1")),
        new("a backslash in Host", Asks(@"a.test\b.test")),
        new("a percent sign in Host", Asks("a%2etest")),
        new("a Host beyond ASCII", Asks("\u00e4.test")),
        new("a handshake without Host", AbuseRow.Handshake.Replace("Host: a.test\r\n", "", StringComparison.Ordinal) + "\r\n"),
        new("a handshake with two Hosts", AbuseRow.Handshake + "Host: b.test\r\n\r\n"),
        new("a handshake with a user in Host", AbuseRow.Handshake.Replace("a.test", "x@a.test", StringComparison.Ordinal) + "\r\n"),
    ];

    private static string Asks(string host) => $"GET /a HTTP/1.1\r\nHost: {host}\r\n\r\n";
}
