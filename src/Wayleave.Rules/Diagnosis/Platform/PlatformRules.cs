using System.Collections.Immutable;

namespace Wayleave.Rules.Diagnosis.Platform;

/// <summary>The rules about edges, platforms and the client's own network, in the order in which they are asked.</summary>
internal static class PlatformRules
{
    /// <summary>Every rule of this group.</summary>
    public static ImmutableArray<IDiagnosisRule> All { get; } =
    [
    ];
}
