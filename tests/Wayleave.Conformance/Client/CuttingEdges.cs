using System.Collections.Immutable;
using System.Net;

namespace Wayleave.Conformance.Client;

/// <summary>Several edges in front of one server.</summary>
/// <param name="server">Where everything goes.</param>
/// <param name="count">How many.</param>
internal sealed class CuttingEdges(EndPoint server, int count) : IAsyncDisposable
{
    /// <summary>All of them.</summary>
    public ImmutableArray<CuttingEdge> All { get; } = [.. Enumerable.Range(0, count).Select(_ => new CuttingEdge(server))];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var edge in All)
            await edge.DisposeAsync();
    }
}
