using System.Collections.Immutable;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Cli.Reports;

/// <summary>Chooses the fixes that suit a finding.</summary>
internal static class FixChoice
{
    /// <summary>Looks a cause up by its name; null if it has no page.</summary>
    public static Func<string, Cause?> Page { get; set; } = _ => null;

    /// <summary>The fixes for a finding: those of the products it names; else those of its hop; else those that hold anywhere.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="hops">The chain.</param>
    public static ImmutableArray<Fix> For(Finding finding, ImmutableArray<Hop> hops)
    {
        if (Page(finding.Cause) is not { } cause) return [];
        _ = hops;
        return [.. cause.Fixes.Where(f => f.For == finding.Hop || f.For == "any")];
    }
}
