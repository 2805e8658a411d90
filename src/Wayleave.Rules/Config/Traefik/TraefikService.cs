using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Traefik;

/// <summary>A service of Traefik's with servers: where requests go on to.</summary>
/// <param name="At">Where its servers are named.</param>
/// <param name="Name">Its name.</param>
public sealed record TraefikService(Span At, string Name)
{
    /// <summary>Its servers' addresses.</summary>
    public ImmutableArray<TraefikServer> Servers { get; init; } = [];

    /// <summary>How many containers stand behind it; null if it is not known.</summary>
    public int? Count { get; init; }

    /// <summary>Whether a cookie holds a client to its server.</summary>
    public bool Sticky { get; init; }

    /// <summary>Whether the browser's Host goes on; it does by default.</summary>
    public Setting<bool> PassHost { get; init; } = new(true, null);

    /// <summary>What it is written as.</summary>
    public DataNode? Node { get; init; }
}
