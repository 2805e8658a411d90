using System.Collections.Immutable;
using Wayleave.Rules.Diagnosis.Admission;
using Wayleave.Rules.Diagnosis.Delivery;
using Wayleave.Rules.Diagnosis.Identity;
using Wayleave.Rules.Diagnosis.Names;
using Wayleave.Rules.Diagnosis.Payload;
using Wayleave.Rules.Diagnosis.Platform;
using Wayleave.Rules.Diagnosis.Time;
using Wayleave.Rules.Diagnosis.Tls;

namespace Wayleave.Rules.Diagnosis;

/// <summary>Every diagnosis rule, listed by hand: greppable, and safe for trimming. A test finds any rule that is missing here.</summary>
public static class Catalogue
{
    /// <summary>The rules, group by group, in the order of the vocabulary.</summary>
    public static ImmutableArray<IDiagnosisRule> Rules { get; } =
    [
        .. IdentityRules.All,
        .. DeliveryRules.All,
        .. TlsRules.All,
        .. TimeRules.All,
        .. PayloadRules.All,
        .. PlatformRules.All,
        .. AdmissionRules.All,
        .. NamesRules.All,
    ];
}
