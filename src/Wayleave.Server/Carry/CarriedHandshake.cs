using System.Collections.Frozen;
using System.Security.Cryptography;
using Wayleave.Protocol.Http;

namespace Wayleave.Server.Carry;

/// <summary>The handshake that an app gets for a carried socket.</summary>
internal static class CarriedHandshake
{
    // What a POST says of itself, and what a browser says of a fetch.
    private static readonly FrozenSet<string> s_ofPost = FrozenSet.ToFrozenSet(
        [
            "Content-Length", "Content-Type", "Content-Encoding", "Transfer-Encoding", "Connection", "Keep-Alive", "TE", "Upgrade", "Expect", "Accept",
            "Priority", "Sec-Fetch-Dest", "Sec-Fetch-Mode", CarryRules.Header,
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>From a page's own handshake.</summary>
    /// <param name="head">The handshake.</param>
    /// <param name="target">Its target without the reserved member.</param>
    public static RequestHead Of(RequestHead head, string target) => head with
    {
        Target = target,
        // What is sent again cannot be decompressed again: nothing is agreed on that has a memory.
        Headers = head.Headers.Without("Sec-WebSocket-Extensions"),
    };

    /// <summary>From a request that asks for the same by POST.</summary>
    /// <param name="headers">Its headers.</param>
    /// <param name="target">Its target without the reserved member.</param>
    /// <param name="protocols">The subprotocols that the page asks for.</param>
    public static RequestHead Of(HeaderLines headers, string target, IReadOnlyCollection<string> protocols)
    {
        HeaderLines lines =
        [
            // No page can send what only a handshake says: whoever does would have two of it, or extensions after all.
            .. headers.Where(line => !s_ofPost.Contains(line.Name) && !line.Name.StartsWith("Sec-WebSocket-", StringComparison.OrdinalIgnoreCase)),
            // What the page's own one named was for that hop alone: it is named still, so that it gets no further.
            new("Connection", string.Join(", ", headers.Tokens("Connection").Prepend("Upgrade"))),
            new("Upgrade", "websocket"), new("Sec-WebSocket-Version", "13"),
            // The app's answer to it is checked; the page has none.
            new("Sec-WebSocket-Key", Convert.ToBase64String(RandomNumberGenerator.GetBytes(16))),
        ];
        return new RequestHead("GET", target, HttpVersion.Http11, protocols.Count == 0 ? lines : lines.With("Sec-WebSocket-Protocol", string.Join(", ", protocols)));
    }
}
