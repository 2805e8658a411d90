using System.Collections.Immutable;

namespace Wayleave.Rules.Diagnosis.Admission;

/// <summary>The rules about credentials, limits and balance, in the order in which they are asked.</summary>
internal static class AdmissionRules
{
    /// <summary>Every rule of this group.</summary>
    public static ImmutableArray<IDiagnosisRule> All { get; } =
    [
        new TokenSpent(),
        new CredentialsWanted(),
        new TooOften(),
        new TooManyAtATime(),
        new OutOfConnections(),
        new SessionElsewhere(),
        new ClosedByOwnCode(),
        new GoodbyeAtOnce(),
    ];
}
