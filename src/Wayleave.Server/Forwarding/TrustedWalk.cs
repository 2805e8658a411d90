using System.Net;
using Wayleave.Protocol.Http;

namespace Wayleave.Server.Forwarding;

/// <summary>The way from the TCP peer outwards, as far as each hop on it is trusted.</summary>
/// <param name="Client">The first address that is not trusted, or the last one that is named.</param>
/// <param name="Depth">
/// How many entries were walked, the one at which it ended among them: the hop that wrote that one wrote its other values at the same
/// place from the right. 0 if there is nothing to walk.
/// </param>
/// <param name="Speaker">The trusted hop that wrote the last entry.</param>
/// <param name="HasOwnProxy">Whether a trusted hop on the way belongs to no edge: a proxy of one's own.</param>
internal readonly record struct TrustedWalk(IPAddress Client, int Depth, IPAddress Speaker, bool HasOwnProxy)
{
    /// <summary>Walks from the right: what stands left of the first hop that is not trusted may be made up.</summary>
    /// <param name="peer">The TCP peer, which is trusted.</param>
    /// <param name="entries">The addresses in the order of the header; null where one is not given.</param>
    /// <param name="trust">Who is trusted.</param>
    public static TrustedWalk From(IPAddress peer, IReadOnlyList<string?> entries, PeerTrust trust)
    {
        var walk = new TrustedWalk(peer, 0, peer, trust.EdgeOf(peer) is null);
        for (var i = entries.Count - 1; i >= 0; i--)
        {
            walk = walk with { Depth = walk.Depth + 1, Speaker = walk.Client, HasOwnProxy = walk.HasOwnProxy || trust.EdgeOf(walk.Client) is null };
            // "unknown", a hidden name or rubbish: the last one who is known counts.
            if (entries[i] is not { } entry || !ForwardedNode.TryParse(entry, out var next))
                return walk;
            walk = walk with { Client = next };
            if (!trust.IsTrusted(next))
                return walk;
        }

        return walk;
    }

    /// <summary>The value that the hop at the walk's end wrote into a list; the leftmost where fewer are there, since not every hop adds one.</summary>
    /// <param name="headers">The headers.</param>
    /// <param name="name">The list's name.</param>
    public string? Value(HeaderLines headers, string name)
    {
        string[] values = [.. headers.Tokens(name)];
        return values.Length == 0 ? null : values[^Math.Min(Math.Max(Depth, 1), values.Length)];
    }
}
