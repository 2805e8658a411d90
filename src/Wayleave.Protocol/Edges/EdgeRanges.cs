using System.Collections.Immutable;
using System.Net;

namespace Wayleave.Protocol.Edges;

/// <summary>The networks that edges have published as their own. A snapshot: it says what was true at <see cref="AsOf"/>.</summary>
/// <seealso href="https://www.cloudflare.com/ips/">Cloudflare's ranges</seealso>
public static class EdgeRanges
{
    /// <summary>The day that Cloudflare gives for the last change of its list.</summary>
    public static DateOnly AsOf { get; } = new(2023, 9, 28);

    /// <summary>All of them.</summary>
    public static ImmutableArray<EdgeRange> All { get; } =
    [
        .. Ranges("cloudflare",
            "173.245.48.0/20", "103.21.244.0/22", "103.22.200.0/22", "103.31.4.0/22", "141.101.64.0/18", "108.162.192.0/18",
            "190.93.240.0/20", "188.114.96.0/20", "197.234.240.0/22", "198.41.128.0/17", "162.158.0.0/15", "104.16.0.0/13",
            "104.24.0.0/14", "172.64.0.0/13", "131.0.72.0/22",
            "2400:cb00::/32", "2606:4700::/32", "2803:f800::/32", "2405:b500::/32", "2405:8100::/32", "2a06:98c0::/29", "2c0f:f248::/32"),
    ];

    /// <summary>The range that an address lies in; null if it is in none.</summary>
    /// <param name="address">The address; an IPv4 one mapped into IPv6 counts as itself.</param>
    public static EdgeRange? Find(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return All.FirstOrDefault(range => range.Network.Contains(plain));
    }

    private static IEnumerable<EdgeRange> Ranges(string provider, params string[] networks) =>
        networks.Select(network => new EdgeRange(provider, IPNetwork.Parse(network)));
}
