using System.Collections.Immutable;

namespace Wayleave.Rules.Diagnosis.Delivery;

/// <summary>The rules about whether the upgrade reaches the app whole, in the order in which they are asked.</summary>
internal static class DeliveryRules
{
    /// <summary>Every rule of this group.</summary>
    public static ImmutableArray<IDiagnosisRule> All { get; } =
    [
        new UpgradeUnanswered(),
    ];
}
