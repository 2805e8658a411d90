using System.Collections.Immutable;

namespace Wayleave.Rules.Diagnosis.Payload;

/// <summary>The rules about compression, sizes and subprotocols, in the order in which they are asked.</summary>
internal static class PayloadRules
{
    /// <summary>Every rule of this group.</summary>
    public static ImmutableArray<IDiagnosisRule> All { get; } =
    [
    ];
}
