namespace Wayleave.Server.Tests.Serving.Abuse.Rows;

/// <summary>Chunks that two hops may read in two ways. What the app gets of them is framed anew, and cut where they are wrong.</summary>
internal static class ChunkRows
{
    private const string Post = "POST /a HTTP/1.1\r\nHost: a.test\r\nTransfer-Encoding: chunked\r\n\r\n";
    private const string AtApp = "POST /a HTTP/1.1\r\nHost: a.test\r\n{ours}\r\nTransfer-Encoding: chunked\r\n\r\n";
    private const string Whole = AtApp + "5\r\nhello\r\n0\r\n\r\n";

    public static IReadOnlyList<AbuseRow> All { get; } =
    [
        Cut("a size with 0x", "0x5\r\nhello\r\n0\r\n\r\n"),
        Cut("a size with a plus", "+5\r\nhello\r\n0\r\n\r\n"),
        Cut("a size below 0", "-1\r\nhello\r\n0\r\n\r\n"),
        Cut("a size with a space before it", " 5\r\nhello\r\n0\r\n\r\n"),
        Cut("a size with an underscore", "0_5\r\nhello\r\n0\r\n\r\n"),
        Cut("an empty size", "\r\nhello\r\n0\r\n\r\n"),
        Cut("a size beyond 64 bits", "10000000000000005\r\nhello\r\n0\r\n\r\n"),
        Cut("a size line ended by LF alone", "5\nhello\r\n0\r\n\r\n"),
        Cut("a size line with a CR in it", "5\r\rhello\r\n0\r\n\r\n"),
        Cut("a chunk longer than its size", "5\r\nhello!\r\n0\r\n\r\n"),
        Cut("a chunk ended by LF alone", "5\r\nhello\n0\r\n\r\n"),
        Cut("an extension with an LF in it", "5;a\nb\r\nhello\r\n0\r\n\r\n"),
        AbuseRow.Passes("an extension, which is dropped", Post + "5;a=b\r\nhello\r\n0\r\n\r\n", Whole),
        AbuseRow.Passes("zeros before a size", Post + "0005\r\nhello\r\n000\r\n\r\n", Whole),
        AbuseRow.Passes("trailers that would frame or vouch, which are dropped", Post + "5\r\nhello\r\n0\r\nContent-Length: 9\r\nX-Forwarded-For: 1.2.3.4\r\n\r\n", Whole),
    ];

    private static AbuseRow Cut(string name, string body) => new(name, Post + body) { App = Whole, IsCut = true };
}
