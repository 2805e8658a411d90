using System.Collections.Immutable;
using System.Net;
using Wayleave.Protocol.Edges;

namespace Wayleave.Server.Configuration;

/// <summary>Whose forwarded headers are believed. By default nobody's.</summary>
public sealed record TrustSettings
{
    /// <summary>The edges named by <c>edge:</c>, such as <c>cloudflare</c>.</summary>
    public ImmutableArray<string> Edges { get; init; } = [];

    /// <summary>The networks of <c>trusted_proxies:</c>.</summary>
    public ImmutableArray<IPNetwork> Networks { get; init; } = [];

    /// <summary>
    /// The networks of <see cref="Edges"/> with the edge that each belongs to; trusted like <see cref="Networks"/>. An edge's own headers
    /// (<c>CF-Connecting-IP</c>) are believed from its own networks alone: any other proxy passes on what a client makes up. Where
    /// <c>edge_ranges:</c> names a file, its networks. Empty (default): the published networks of <see cref="Edges"/>.
    /// </summary>
    public ImmutableArray<EdgeRange> EdgeNetworks { get; init; } = [];

    /// <summary>The file of <c>edge_ranges:</c>, whose change means a reload; null: the published ranges count.</summary>
    public string? RangesFile { get; init; }

    /// <summary>Whether only those networks may connect; others get 403. Default false.</summary>
    public bool OnlyFromEdge { get; init; }
}
