using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Traefik;

/// <summary>A router of Traefik's: which requests it takes, and what becomes of them.</summary>
/// <param name="At">Its rule, or its name where it has none.</param>
/// <param name="Name">Its name.</param>
public sealed record TraefikRouter(Span At, string Name)
{
    /// <summary>Which requests it takes; null if it has no rule or its rule cannot be read.</summary>
    public TraefikRule? Rule { get; init; }

    /// <summary>Of the routers that take a request the one with the highest priority has it; by default a rule's length.</summary>
    public long Priority { get; init; }

    /// <summary>The entry points that it listens to; empty: all of them.</summary>
    public ImmutableArray<string> EntryPoints { get; init; } = [];

    /// <summary>The names of its middlewares, in their order.</summary>
    public ImmutableArray<string> Middlewares { get; init; } = [];

    /// <summary>The service that it goes on to; null if it is not known.</summary>
    public string? Service { get; init; }

    /// <summary>Whether it takes requests over TLS, and only those; null if its entry points decide.</summary>
    public bool? Tls { get; init; }

    /// <summary>What it is written as.</summary>
    public DataNode? Node { get; init; }
}
