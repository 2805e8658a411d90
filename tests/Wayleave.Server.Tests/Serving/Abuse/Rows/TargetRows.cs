namespace Wayleave.Server.Tests.Serving.Abuse.Rows;

/// <summary>Targets and methods that lead two hops to different places. <c>/admin</c> is a route whose app is down: 502 is where it leads.</summary>
internal static class TargetRows
{
    public static IReadOnlyList<AbuseRow> All { get; } =
    [
        new("dot segments", Get("/a/../admin")),
        new("dot segments, encoded", Get("/%2e%2e/admin")),
        new("dot segments, half encoded", Get("/a/.%2E/admin")),
        new("dot segments behind an encoded slash", Get("/a/..%2fadmin")),
        new("dot segments with a parameter", Get("/a/..;/admin")),
        new("dot segments with a backslash", Get(@"/a\..\admin")),
        new("a single dot", Get("/./admin")),
        new("dot segments, encoded twice", Get("/a/%252e%252e/admin")),
        new("two slashes that hide a route", Get("//admin")),
        new("a parameter that hides a route", Get("/;x/admin")),
        new("an encoded slash that hides a route", Get("/%2fadmin")),
        AbuseRow.Refused("an encoded letter hides no route", Get("/%61dmin"), "502, goes on"),
        AbuseRow.Refused("a parameter hides no route", Get("/admin;x=1"), "400, closed"),
        new("an encoded NUL", Get("/a%00b")),
        new("a percent sign that begins no escape", Get("/a%zz")),
        new("a fragment", Get("/a#b")),
        AbuseRow.Passes("an encoded slash goes on as it is", Get("/a%2Fb"), AtApp("/a%2Fb")),
        AbuseRow.Passes("dots in a query are no path", Get("/a?x=/../admin"), AtApp("/a?x=/../admin")),
        AbuseRow.Passes("odd but unambiguous characters go on as they are", Get("/a/<>\"{}|^`'?\\[]%zz"), AtApp("/a/<>\"{}|^`'?\\[]%zz")),
        AbuseRow.Passes("two slashes go on as they are", Get("/a//b"), AtApp("/a//b")),
        AbuseRow.Passes("the absolute form loses its host", Get("http://a.test/a?b"), AtApp("/a?b")),
        AbuseRow.Passes("the absolute form without a path", Get("http://a.test"), AtApp("/")),
        new("the absolute form of another host", Get("http://b.test/a")),
        new("the absolute form with a user", Get("http://a.test@b.test/a")),
        new("the absolute form of another scheme", Get("ftp://a.test/a")),
        new("the absolute form with dot segments", Get("http://a.test/../admin")),
        AbuseRow.Refused("no slash", Get("admin"), "405, closed"),
        AbuseRow.Refused("a host as the target", Get("a.test:80"), "405, closed"),
        AbuseRow.Refused("GET *", Get("*"), "405, closed"),
        AbuseRow.Refused("OPTIONS *", "OPTIONS * HTTP/1.1\r\nHost: a.test\r\n\r\n", "501, closed"),
        AbuseRow.Refused("CONNECT", "CONNECT b.test:443 HTTP/1.1\r\nHost: b.test:443\r\n\r\n", "405, closed"),
        AbuseRow.Refused("CONNECT to a path", "CONNECT /a HTTP/1.1\r\nHost: a.test\r\n\r\n", "405, closed"),
        AbuseRow.Refused("connect in small letters", "connect /a HTTP/1.1\r\nHost: a.test\r\n\r\n", "405, closed"),
        AbuseRow.Refused("CONNECT with bytes behind it", "CONNECT b.test:443 HTTP/1.1\r\nHost: b.test:443\r\n\r\nGET /hidden HTTP/1.1\r\nHost: a.test\r\n\r\n", "405, closed"),
        AbuseRow.Refused("TRACE", "TRACE /a HTTP/1.1\r\nHost: a.test\r\n\r\n", "405, closed"),
        AbuseRow.Refused("trace in small letters", "trace /a HTTP/1.1\r\nHost: a.test\r\n\r\n", "405, closed"),
        AbuseRow.Passes(
            "a method that nobody knows goes on", "FROB /a HTTP/1.1\r\nHost: a.test\r\n\r\n", "FROB /a HTTP/1.1\r\nHost: a.test\r\n{ours}\r\n\r\n"),
        new("get in small letters, which would become GET", "get /a HTTP/1.1\r\nHost: a.test\r\n\r\n"),
    ];

    private static string Get(string target) => $"GET {target} HTTP/1.1\r\nHost: a.test\r\n\r\n";

    private static string AtApp(string target) => $"GET {target} HTTP/1.1\r\nHost: a.test\r\n{{ours}}\r\n\r\n";
}
