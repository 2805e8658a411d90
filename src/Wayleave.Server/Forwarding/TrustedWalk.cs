using System.Collections.Immutable;
using System.Net;
using Wayleave.Protocol.Http;

namespace Wayleave.Server.Forwarding;

/// <summary>The way from the TCP peer outwards, as far as each hop on it is trusted.</summary>
/// <param name="Client">The first address that is not trusted, or the last one that is named.</param>
/// <param name="Depth">How many entries were walked, the one at which it ended among them; 0 if there is nothing to walk.</param>
/// <param name="Hops">The trusted hops that spoke, the peer first: the edge that each belongs to, null for a proxy of one's own. Never empty.</param>
internal readonly record struct TrustedWalk(IPAddress Client, int Depth, ImmutableArray<string?> Hops)
{
    /// <summary>The edge that wrote the last entry; null if a proxy of one's own did.</summary>
    public string? Edge => Hops[^1];

    /// <summary>Whether a proxy of one's own is on the way.</summary>
    public bool HasOwnProxy => Hops.Contains(null);

    /// <summary>Walks from the right: what stands left of the first hop that is not trusted may be made up.</summary>
    /// <param name="peer">The TCP peer, which is trusted.</param>
    /// <param name="entries">The addresses in the order of the header; null where one is not given.</param>
    /// <param name="trust">Who is trusted.</param>
    public static TrustedWalk From(IPAddress peer, IReadOnlyList<string?> entries, PeerTrust trust)
    {
        var hops = ImmutableArray.CreateBuilder<string?>();
        var (client, depth) = (peer, 0);
        hops.Add(trust.EdgeOf(peer));
        for (var i = entries.Count - 1; i >= 0; i--)
        {
            depth++;
            if (depth > 1)
                hops.Add(trust.EdgeOf(client));
            // "unknown", a hidden name or rubbish: the last one who is known counts.
            if (entries[i] is not { } entry || !ForwardedNode.TryParse(entry, out var next))
                break;
            client = next;
            if (!trust.IsTrusted(client))
                break;
        }

        return new TrustedWalk(client, depth, hops.ToImmutable());
    }

    /// <summary>
    /// The value of the outermost hop that writes a header: each that does adds one at the right, so it stands as far from there as there
    /// are such hops. The leftmost where fewer are there, since some replace what they got. Null if no hop on the way writes it: then it is
    /// the client's own.
    /// </summary>
    /// <param name="headers">The headers.</param>
    /// <param name="name">The list's name.</param>
    /// <param name="writes">Whether an edge writes that header, see <see cref="EdgeHeaders"/>.</param>
    public string? Value(HeaderLines headers, string name, Func<string?, bool> writes)
    {
        string[] values = [.. headers.Tokens(name)];
        var writers = Hops.Count(writes);
        return writers == 0 || values.Length == 0 ? null : values[^Math.Min(writers, values.Length)];
    }
}
