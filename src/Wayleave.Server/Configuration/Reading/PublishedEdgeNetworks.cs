using System.Collections.Immutable;
using Wayleave.Protocol.Edges;
using Wayleave.Protocol.Text;

namespace Wayleave.Server.Configuration.Reading;

/// <summary>The ranges that come with the program, and those of a file instead.</summary>
internal sealed class PublishedEdgeNetworks : IEdgeNetworks
{
    /// <summary>The only one.</summary>
    public static PublishedEdgeNetworks Instance { get; } = new();

    /// <inheritdoc/>
    public string? Find(string edge, string? file, out ImmutableArray<EdgeRange> networks)
    {
        networks = [];
        if (Lists(file, out var lists) is { } wrong)
            return wrong;
        var list = lists.FirstOrDefault(candidate => candidate.Provider == edge) ?? EdgeRanges.Of(edge);
        if (list is null || list.Networks.IsEmpty)
            return $"no ranges of {edge} come with this version; name them in trusted_proxies, or give a file of them in edge_ranges";
        networks = [.. list.Networks.Select(network => new EdgeRange(edge, network))];
        return null;
    }

    private static string? Lists(string? file, out ImmutableArray<EdgeRangeList> lists)
    {
        lists = [];
        if (file is null)
            return null;
        try
        {
            var read = EdgeRanges.Parse(File.ReadAllText(file));
            lists = read.Lists;
            return read.Errors.IsEmpty ? null : $"{file}: {string.Join("; ", read.Errors)}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"{file}: {Printable.Line(e.Message)}";
        }
    }
}
