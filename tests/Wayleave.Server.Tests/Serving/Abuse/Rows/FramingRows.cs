namespace Wayleave.Server.Tests.Serving.Abuse.Rows;

/// <summary>Requests whose end two hops may see at different places: what smuggling is made of.</summary>
internal static class FramingRows
{
    private const string Post = "POST /a HTTP/1.1\r\nHost: a.test\r\n";
    private const string Hidden = "GET /hidden HTTP/1.1\r\nHost: a.test\r\n\r\n";
    private const string FiveAtApp = "POST /a HTTP/1.1\r\nHost: a.test\r\nContent-Length: 5\r\n{ours}\r\n\r\nhello";
    private const string ChunkedAtApp = "POST /a HTTP/1.1\r\nHost: a.test\r\n{ours}\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n";

    public static IReadOnlyList<AbuseRow> All { get; } =
    [
        new("CL.TE: the length covers a hidden request, the chunks end before it", $"{Post}Content-Length: {5 + Hidden.Length}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{Hidden}"),
        new("TE.CL: the chunks cover a hidden request, the length ends before it", $"{Post}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n{Hidden.Length:x}\r\n{Hidden}\r\n0\r\n\r\n"),
        new("CL.TE in a GET", $"{AbuseRow.Plain}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        new("CL.TE with a length of 0", $"{Post}Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        new("TE.TE: xchunked", $"{Post}Transfer-Encoding: xchunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        new("TE.TE: identity", $"{Post}Transfer-Encoding: identity\r\n\r\n"),
        new("TE.TE: chunked, identity", $"{Post}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"),
        AbuseRow.Refused("TE.TE: gzip, chunked", $"{Post}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", "501, closed"),
        AbuseRow.Refused("TE.TE: chunked twice in a line", $"{Post}Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", "501, closed"),
        new("TE.TE: two lines, the second unknown", $"{Post}Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n"),
        AbuseRow.Refused("TE.TE: two lines, the first unknown", $"{Post}Transfer-Encoding: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "501, closed"),
        new("TE.TE: in quotes", $"{Post}Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n"),
        new("TE.TE: with a parameter", $"{Post}Transfer-Encoding: chunked;q=0\r\n\r\n0\r\n\r\n"),
        new("TE.TE: a vertical tab before it", $"{Post}Transfer-Encoding: \vchunked\r\n\r\n0\r\n\r\n"),
        new("TE.TE: a NUL behind it", $"{Post}Transfer-Encoding: chunked\0\r\n\r\n0\r\n\r\n"),
        new("TE.TE: a space before the colon", $"{Post}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n"),
        new("TE.TE: hidden behind a bare LF", $"{Post}X: y\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        new("TE.TE: on a folded line", $"{Post}Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n"),
        AbuseRow.Passes("a tab before chunked, which is white space like any", $"{Post}Transfer-Encoding:\tchunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", ChunkedAtApp),
        AbuseRow.Passes("chunked in capitals, which means the same", $"{Post}Transfer-Encoding: CHUNKED\r\n\r\n5\r\nhello\r\n0\r\n\r\n", ChunkedAtApp),
        AbuseRow.Passes("Transfer_Encoding, which some apps read as Transfer-Encoding", $"{Post}Transfer_Encoding: chunked\r\nContent-Length: 5\r\n\r\nhello", FiveAtApp),
        AbuseRow.Passes("Content_Length, which some apps read as Content-Length", $"{Post}Content_Length: 40\r\nContent-Length: 5\r\n\r\nhello", FiveAtApp),
        new("Transfer-Encoding in HTTP/1.0", "POST /a HTTP/1.0\r\nHost: a.test\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        new("two lengths that differ", $"{Post}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!"),
        new("two lengths that are the same", $"{Post}Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello"),
        new("two lengths in one line", $"{Post}Content-Length: 5, 5\r\n\r\nhello"),
        new("a length below 0", $"{Post}Content-Length: -5\r\n\r\nhello"),
        new("a length with a plus", $"{Post}Content-Length: +5\r\n\r\nhello"),
        new("a length of less than nothing", $"{Post}Content-Length: -0\r\n\r\n"),
        new("a length in hexadecimal", $"{Post}Content-Length: 0x5\r\n\r\nhello"),
        new("a length with a space in it", $"{Post}Content-Length: 5 5\r\n\r\nhello"),
        new("a length with a point", $"{Post}Content-Length: 5.0\r\n\r\nhello"),
        new("a length that is empty", $"{Post}Content-Length:\r\n\r\n"),
        new("a length of 100 digits", $"{Post}Content-Length: {new string('0', 99)}5\r\n\r\nhello"),
        new("a length beyond 64 bits", $"{Post}Content-Length: 18446744073709551621\r\n\r\nhello"),
        AbuseRow.Passes("spaces around a length, which count for nothing", $"{Post}Content-Length:   5  \r\n\r\nhello", FiveAtApp),
        AbuseRow.Passes(
            "CL.0: a body that is a request stays a body", $"{Post}Content-Length: {Hidden.Length}\r\n\r\n{Hidden}",
            $"POST /a HTTP/1.1\r\nHost: a.test\r\nContent-Length: {Hidden.Length}\r\n{{ours}}\r\n\r\n{Hidden}"),
        AbuseRow.Passes(
            "a GET with a body that is a request", $"{AbuseRow.Plain}Content-Length: {Hidden.Length}\r\n\r\n{Hidden}",
            $"GET /a HTTP/1.1\r\nHost: a.test\r\nContent-Length: {Hidden.Length}\r\n{{ours}}\r\n\r\n{Hidden}"),
        AbuseRow.Passes(
            "two requests at once are two requests", $"{AbuseRow.Plain}\r\nGET /b HTTP/1.1\r\nHost: a.test\r\n\r\n",
            $"{AbuseRow.PlainAtApp}GET /b HTTP/1.1\r\nHost: a.test\r\n{{ours}}\r\n\r\n", "200, 200, goes on"),
    ];
}
