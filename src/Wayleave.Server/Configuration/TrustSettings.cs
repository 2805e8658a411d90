using System.Collections.Immutable;
using System.Net;

namespace Wayleave.Server.Configuration;

/// <summary>Whose forwarded headers are believed. By default nobody's.</summary>
public sealed record TrustSettings
{
    /// <summary>The edges named by <c>edge:</c>, such as <c>cloudflare</c>.</summary>
    public ImmutableArray<string> Edges { get; init; } = [];

    /// <summary>The networks of <c>trusted_proxies:</c>, and those that the edges have published or that <c>edge_ranges:</c> gives instead.</summary>
    public ImmutableArray<IPNetwork> Networks { get; init; } = [];

    /// <summary>The file of <c>edge_ranges:</c>, whose change means a reload; null: the published ranges count.</summary>
    public string? RangesFile { get; init; }

    /// <summary>Whether only those networks may connect; others get 403. Default false.</summary>
    public bool OnlyFromEdge { get; init; }
}
