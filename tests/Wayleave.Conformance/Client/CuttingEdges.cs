using System.Collections.Immutable;
using System.Net;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Client;

/// <summary>Several edges in front of one server.</summary>
/// <param name="server">Where everything goes.</param>
/// <param name="count">How many.</param>
internal sealed class CuttingEdges(EndPoint server, int count) : IAsyncDisposable
{
    /// <summary>All of them.</summary>
    public ImmutableArray<CuttingEdge> All { get; } = [.. Enumerable.Range(0, count).Select(_ => new CuttingEdge(server))];

    /// <summary>Waits until there is a connection through each.</summary>
    /// <param name="pages">Who is to come; its output is in what is thrown.</param>
    /// <exception cref="TimeoutException">Through one there was none for a long time.</exception>
    public async Task UsedAsync(RunningProgram pages)
    {
        try
        {
            await Task.WhenAll(All.Select(edge => edge.UsedAsync()));
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"connections so far: {string.Join(" ", All.Select(edge => edge.Count))}; the pages said:\n{string.Join('\n', pages.Output)}", e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var edge in All)
            await edge.DisposeAsync();
    }
}
