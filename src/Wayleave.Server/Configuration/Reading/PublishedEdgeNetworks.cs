using System.Collections.Immutable;
using System.Net;
using Wayleave.Protocol.Edges;

namespace Wayleave.Server.Configuration.Reading;

/// <summary>The ranges that come with the program.</summary>
internal sealed class PublishedEdgeNetworks : IEdgeNetworks
{
    /// <summary>The only one.</summary>
    public static PublishedEdgeNetworks Instance { get; } = new();

    /// <inheritdoc/>
    public string? Find(string edge, string? file, out ImmutableArray<IPNetwork> networks)
    {
        networks = [];
        if (file is not null) return "a file of ranges cannot be read yet";
        networks = [.. EdgeRanges.All.Where(range => range.Provider == edge).Select(range => range.Network)];
        return networks.IsEmpty ? $"no ranges of {edge} come with this version; name them in trusted_proxies" : null;
    }
}
