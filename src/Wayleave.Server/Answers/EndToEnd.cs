using System.Collections.Frozen;
using Wayleave.Protocol.Http;

namespace Wayleave.Server.Answers;

/// <summary>An answer's lines without those that belong to one hop alone (RFC 9110 §7.6.1).</summary>
internal static class EndToEnd
{
    private static readonly FrozenSet<string> s_hopByHop = FrozenSet.ToFrozenSet(
        ["Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authenticate", "Transfer-Encoding", "TE", "Trailer", "Upgrade"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The end-to-end lines.</summary>
    /// <param name="headers">All lines.</param>
    public static HeaderLines Of(HeaderLines headers)
    {
        var named = headers.Tokens("Connection").ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. headers.Where(line => !s_hopByHop.Contains(line.Name) && !named.Contains(line.Name))];
    }
}
