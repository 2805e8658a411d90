using System.Collections.Immutable;

namespace Wayleave.Rules.Lint;

/// <summary>Every lint rule, listed by hand: greppable, and safe for trimming. A test finds any rule that is missing here.</summary>
public static class LintCatalogue
{
    /// <summary>The rules, group by group, in the order of the vocabulary.</summary>
    public static ImmutableArray<ILintRule> Rules { get; } =
    [
        .. Identity.IdentityLint.All,
        .. Delivery.DeliveryLint.All,
        .. Tls.TlsLint.All,
        .. Time.TimeLint.All,
        .. Payload.PayloadLint.All,
        .. Platform.PlatformLint.All,
        .. AppLint.All,
        .. Admission.AdmissionLint.All,
        .. Names.NamesLint.All,
    ];

    /// <summary>The rule of that name; null if there is none.</summary>
    public static ILintRule? Find(string name) => Rules.FirstOrDefault(rule => rule.Info.Name == name);
}
