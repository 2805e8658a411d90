using System.Collections.Immutable;

namespace Wayleave.Rules.Diagnosis.Hops;

/// <summary>A product that stands between a page and its app, or serves the app, and by what it is recognised.</summary>
/// <param name="Name">Its name in lower case.</param>
/// <param name="Kind">What it is.</param>
internal sealed record Product(string Name, HopKind Kind)
{
    /// <summary>The signs that it is on the way, in any answer.</summary>
    public ImmutableArray<Sign> Signs { get; init; } = [];

    /// <summary>The signs that it wrote this very answer.</summary>
    public ImmutableArray<Sign> Writes { get; init; } = [];

    /// <summary>True if it passes upgrades only where its configuration says so.</summary>
    public bool StripsByDefault { get; init; }
}
