using System.Collections.Immutable;
using System.Net;
using Wayleave.Protocol.Edges;
using Wayleave.Server.Configuration.Reading;

namespace Wayleave.Server.Tests.Configuration;

/// <summary>Cloudflare has one network here, and a file another one.</summary>
internal sealed class MadeUpEdges : IEdgeNetworks
{
    public string? Find(string edge, string? file, out ImmutableArray<EdgeRange> networks)
    {
        networks = [];
        if (edge != "cloudflare") return $"nothing is known of {edge}";
        networks = [new EdgeRange(edge, IPNetwork.Parse(file is null ? "198.51.100.0/24" : "203.0.113.0/24"))];
        return null;
    }
}
