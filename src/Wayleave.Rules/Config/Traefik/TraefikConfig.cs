using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Traefik;

/// <summary>What files or labels tell Traefik: its static part (entry points), and its dynamic one (routers, services, middlewares).</summary>
/// <param name="At">Where it stands.</param>
public sealed record TraefikConfig(Span At)
{
    /// <summary>Traefik's version; null if it is not known.</summary>
    public Version? Version { get; init; }

    /// <summary>The static part; null if it is not here.</summary>
    public DataNode? Static { get; init; }

    /// <summary>The entry points of the static part.</summary>
    public ImmutableArray<TraefikEntryPoint> EntryPoints { get; init; } = [];

    /// <summary>The routers.</summary>
    public ImmutableArray<TraefikRouter> Dynamic { get; init; } = [];

    /// <summary>The services, by name.</summary>
    public ImmutableDictionary<string, TraefikService> Services { get; init; } = ImmutableDictionary<string, TraefikService>.Empty;

    /// <summary>The middlewares, by name: each has one key, which is its kind.</summary>
    public ImmutableDictionary<string, DataEntry> Middlewares { get; init; } = ImmutableDictionary<string, DataEntry>.Empty;

    /// <summary>The settings with which Traefik 1 was told of containers, and which later ones do not read.</summary>
    public ImmutableArray<DataEntry> OldLabels { get; init; } = [];
}
