using System.Collections.Immutable;
using System.Net;

namespace Wayleave.Protocol.Edges;

/// <summary>
/// The networks that edges connect from, as <c>edge-ranges.json</c> beside this file has them. A snapshot: each list says of what day it is.
/// </summary>
public static class EdgeRanges
{
    /// <summary>The lists that come with the program, one an edge.</summary>
    public static ImmutableArray<EdgeRangeList> Lists { get; } = Embedded();

    /// <summary>The day that Cloudflare gives for the last change of its list.</summary>
    public static DateOnly AsOf { get; } = Of("cloudflare")!.AsOf!.Value;

    /// <summary>All networks at which clients find an edge; not those that only an origin sees.</summary>
    public static ImmutableArray<EdgeRange> All { get; } =
        [.. Lists.Where(list => list.FacesClients).SelectMany(list => list.Networks.Select(network => new EdgeRange(list.Provider, network)))];

    /// <summary>The range that an address lies in; null if it is in none.</summary>
    /// <param name="address">The address; an IPv4 one mapped into IPv6 counts as itself.</param>
    public static EdgeRange? Find(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return All.FirstOrDefault(range => range.Network.Contains(plain));
    }

    /// <summary>The networks that an edge connects from; null if the edge is not known.</summary>
    /// <param name="provider">The edge's name, such as <c>cloudfront</c>.</param>
    public static EdgeRangeList? Of(string provider) => Lists.FirstOrDefault(list => list.Provider == provider);

    /// <summary>Reads a file of the same format, whose lists stand in for those of the same edges.</summary>
    /// <param name="json">The file's text.</param>
    public static EdgeRangeFile Parse(string json) => EdgeRangeFile.Parse(json);

    // A flaw in our own file is a bug of ours, not somebody's doing: the test of the file finds it.
    private static ImmutableArray<EdgeRangeList> Embedded()
    {
        using var stream = typeof(EdgeRanges).Assembly.GetManifestResourceStream("edge-ranges.json")!;
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd()).Lists;
    }
}
