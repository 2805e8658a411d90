using System.Collections.Immutable;
using Wayleave.Lab.Grammar;
using Wayleave.Lab.Hops;

namespace Wayleave.Lab.Catalogue;

/// <summary>A hop that the lab can stand in for.</summary>
/// <param name="Name">The word in a chain.</param>
/// <param name="Summary">What it stands in for and how it behaves, in a sentence.</param>
/// <param name="Create">Makes one for one running chain.</param>
public sealed record StandInKind(string Name, string Summary, Func<HopPlan, StandIn> Create)
{
    /// <summary>The hop's own settings, in the order of the lists. Default: none.</summary>
    public ImmutableArray<SettingWord> Settings { get; init; } = [];

    /// <summary>The hop's own limits, in words, for the lists; empty if it has none.</summary>
    public string Limits { get; init; } = "";
}
