using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Caddy;

/// <summary>A Caddy configuration: a Caddyfile, or Caddy's JSON.</summary>
/// <param name="Source">The file that was named.</param>
/// <param name="Context">What it was read with.</param>
public sealed record CaddyFile(SourceText Source, ReadContext Context) : ConfigFile(Source, "caddy")
{
    // stream_close_delay and stream_timeout came with it.
    private static readonly Version s_streams = new(2, 7);

    /// <summary>The lines of a Caddyfile, imports opened; none in JSON.</summary>
    public ImmutableArray<CaddyDirective> Root { get; init; } = [];

    /// <summary>All lines, however deep.</summary>
    public IEnumerable<CaddyDirective> All => Root.SelectMany(line => line.All());

    /// <summary>The program's version; null if nobody told.</summary>
    public Version? Version => Context.Versions.GetValueOrDefault("caddy");

    /// <summary>Whether it can keep streams over a reload; null where the version is not known.</summary>
    public bool? KeepsStreams => Version is { } version ? version >= s_streams : null;

    /// <inheritdoc/>
    public override ImmutableArray<Hop> Hops => [new CaddyHop(this)];

    /// <summary>Its sites.</summary>
    internal ImmutableArray<CaddyServer> Servers { get; init; } = [];
}
