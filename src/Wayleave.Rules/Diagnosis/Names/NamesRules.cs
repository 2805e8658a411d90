using System.Collections.Immutable;

namespace Wayleave.Rules.Diagnosis.Names;

/// <summary>The rules about name resolution, in the order in which they are asked.</summary>
internal static class NamesRules
{
    /// <summary>Every rule of this group.</summary>
    public static ImmutableArray<IDiagnosisRule> All { get; } =
    [
        new NameUnknown(),
        new AddressStale(),
    ];
}
