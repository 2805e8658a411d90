using System.Collections.Immutable;
using System.Net;
using Wayleave.Protocol.Edges;
using Wayleave.Server.Configuration.Reading;

namespace Wayleave.Server.Tests.Configuration;

/// <summary>Cloudflare has one network here, and a file another one.</summary>
internal sealed class MadeUpEdges : IEdgeNetworks
{
    public static ImmutableArray<EdgeRange> Cloudflare { get; } = [new EdgeRange("cloudflare", IPNetwork.Parse("198.51.100.0/24"))];

    public string? Find(string edge, string? file, out ImmutableArray<EdgeRange> networks)
    {
        networks = [];
        if (edge != "cloudflare") return $"nothing is known of {edge}";
        networks = file is null ? Cloudflare : [new EdgeRange(edge, IPNetwork.Parse("203.0.113.0/24"))];
        return null;
    }
}
