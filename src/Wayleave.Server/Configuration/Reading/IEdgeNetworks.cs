using System.Collections.Immutable;
using Wayleave.Protocol.Edges;

namespace Wayleave.Server.Configuration.Reading;

/// <summary>Says which networks an edge calls from.</summary>
public interface IEdgeNetworks
{
    /// <summary>The networks of an edge.</summary>
    /// <param name="edge">One of the names that <c>edge:</c> takes.</param>
    /// <param name="file">The file of <c>edge_ranges:</c>, whose lists stand in for the published ones of the same edges; null: none.</param>
    /// <param name="networks">The networks; empty if something is wrong.</param>
    /// <returns>What is wrong; null if nothing is. It never throws.</returns>
    string? Find(string edge, string? file, out ImmutableArray<EdgeRange> networks);
}
