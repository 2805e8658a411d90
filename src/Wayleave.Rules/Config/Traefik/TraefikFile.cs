using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Traefik;

/// <summary>A file of Traefik's, static or dynamic or both.</summary>
/// <param name="Source">The file.</param>
/// <param name="Config">What it tells.</param>
public sealed record TraefikFile(SourceText Source, TraefikConfig Config) : ConfigFile(Source, "traefik")
{
    /// <inheritdoc/>
    public override ImmutableArray<Hop> Hops => Config.Dynamic.IsEmpty ? [] : [new TraefikHop(Config)];
}
