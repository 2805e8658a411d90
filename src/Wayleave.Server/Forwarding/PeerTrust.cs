using System.Collections.Immutable;
using System.Net;
using Wayleave.Protocol.Edges;
using Wayleave.Server.Configuration;

namespace Wayleave.Server.Forwarding;

/// <summary>Whom the settings trust to speak for a client. By default nobody.</summary>
/// <param name="settings">The settings.</param>
internal sealed class PeerTrust(TrustSettings settings)
{
    // Settings that name an edge and give it no networks mean the published ones.
    private readonly ImmutableArray<EdgeRange> _edges = settings.EdgeNetworks.IsEmpty
        ? [.. settings.Edges.Select(EdgeRanges.Of).OfType<EdgeRangeList>().SelectMany(list => list.Networks.Select(network => new EdgeRange(list.Provider, network)))]
        : settings.EdgeNetworks;

    /// <summary>True if this address may speak for others.</summary>
    /// <param name="address">An address; an IPv4 one mapped into IPv6 counts as itself.</param>
    public bool IsTrusted(IPAddress address)
    {
        var plain = Plain(address);
        return settings.Networks.Any(network => network.Contains(plain)) || EdgeOf(plain) is not null;
    }

    /// <summary>The edge that this address belongs to; null if it belongs to none of those in the settings.</summary>
    /// <param name="address">The address.</param>
    public string? EdgeOf(IPAddress address)
    {
        var plain = Plain(address);
        return _edges.FirstOrDefault(range => range.Network.Contains(plain))?.Provider;
    }

    /// <summary>True if this peer may connect at all: where <c>only_from_edge</c> is set, only those who are trusted.</summary>
    /// <param name="peer">The TCP peer's address.</param>
    public bool Admits(IPAddress peer) => !settings.OnlyFromEdge || IsTrusted(peer);

    /// <summary>The address that everybody knows it by: IPv4 out of its IPv6 dress, and without a zone, which means something on one machine alone.</summary>
    /// <param name="address">The address as a socket has it.</param>
    public static IPAddress Plain(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : new IPAddress(address.GetAddressBytes());
}
