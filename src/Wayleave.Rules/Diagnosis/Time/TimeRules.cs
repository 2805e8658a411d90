using System.Collections.Immutable;

namespace Wayleave.Rules.Diagnosis.Time;

/// <summary>The rules about idle limits, lifetimes and reloads, in the order in which they are asked.</summary>
internal static class TimeRules
{
    /// <summary>Every rule of this group.</summary>
    public static ImmutableArray<IDiagnosisRule> All { get; } =
    [
        new IdleEndedByEdge(),
        new IdleEndedByProxy(),
        new IdleEndedByApp(),
        new WaitsForFirstMessage(),
        new EndsAtFixedAge(),
        new EndsAllTogether(),
    ];
}
