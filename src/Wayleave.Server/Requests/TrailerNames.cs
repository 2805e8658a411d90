using System.Collections.Frozen;
using Wayleave.Protocol.Http;

namespace Wayleave.Server.Requests;

/// <summary>Which fields may stand in trailers. Whoever joins trailers with the head must not be told there how to frame, route or judge a message.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc9110#section-6.5.1">RFC 9110 §6.5.1</seealso>
internal static class TrailerNames
{
    private static readonly FrozenSet<string> s_forbidden = FrozenSet.ToFrozenSet(
        [
            "Connection", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Content-Length", "Content-Encoding",
            "Content-Type", "Content-Range", "Host", "Location", "Set-Cookie", "WWW-Authenticate", "Proxy-Authenticate", "Cache-Control", "Expires",
            "Vary", "Date", "Age", "Retry-After",
        ], StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a trailer may pass.</summary>
    /// <param name="line">The trailer.</param>
    public static bool MayPass(HeaderLine line) => !s_forbidden.Contains(line.Name);
}
