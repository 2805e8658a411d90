using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Tunnels;

/// <summary>ngrok's file.</summary>
/// <param name="Source">The file.</param>
/// <param name="Root">What it has; null if nothing could be read.</param>
public sealed record NgrokFile(SourceText Source, DataNode? Root) : ConfigFile(Source, "ngrok")
{
    /// <inheritdoc/>
    public override ImmutableArray<Hop> Hops =>
    [
        .. from tunnel in Root?["tunnels"]?.Entries ?? []
           where tunnel.Value["proto"]?.Text is null or "http" or "https" && tunnel.Value["addr"] is not null
           select new NgrokHop(tunnel.KeyAt, tunnel.Value["addr"]!, (tunnel.Value as DataMap)?.Find("host_header")),
        .. from endpoint in Root?["endpoints"]?.Items ?? []
           where endpoint["url"]?.Text?.StartsWith("tcp", StringComparison.Ordinal) is not true && endpoint.Find("upstream", "url") is not null
           select new NgrokHop(endpoint.At, endpoint.Find("upstream", "url")!, null),
    ];
}
