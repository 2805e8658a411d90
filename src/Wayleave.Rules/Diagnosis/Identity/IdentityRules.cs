using System.Collections.Immutable;

namespace Wayleave.Rules.Diagnosis.Identity;

/// <summary>The rules about who the app thinks is calling, in the order in which they are asked.</summary>
internal static class IdentityRules
{
    /// <summary>Every rule of this group.</summary>
    public static ImmutableArray<IDiagnosisRule> All { get; } =
    [
    ];
}
