using Wayleave.Protocol.Handshake;
using Wayleave.Protocol.Http;

namespace Wayleave.Probing.Http;

/// <summary>An ordinary request for a page, spelled as a browser spells it.</summary>
internal static class PlainRequest
{
    /// <summary>The codings that we can undo; a browser's zstd would leave an error page unread.</summary>
    public const string AcceptEncoding = "gzip, deflate, br";

    private static readonly string UserAgent = new HandshakeOptions { Host = "", Key = "" }.UserAgent ?? "";

    /// <summary>A GET.</summary>
    /// <param name="authority">The value of <c>Host</c>; null sends none.</param>
    /// <param name="target">The path and query.</param>
    /// <param name="extra">The caller's cookies and headers.</param>
    public static RequestHead Get(string? authority, string target, HeaderLines extra)
    {
        HeaderLines headers =
        [
            new("Connection", "close"),
            new("User-Agent", UserAgent),
            new("Accept", "text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8"),
            new("Accept-Encoding", AcceptEncoding),
            new("Accept-Language", "en-US,en;q=0.9"),
        ];
        if (authority is not null)
            headers = [new("Host", authority), .. headers];
        foreach (var (name, value) in extra)
            headers = headers.Set(name, value);
        return new RequestHead("GET", target, HttpVersion.Http11, headers);
    }
}
