using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;

namespace Wayleave.Rules.Diagnosis.Admission;

/// <summary>The app closes with a code of its own right after the 101, and does not say why.</summary>
internal sealed class ClosedByOwnCode : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("turned-away-by-a-close-code", CauseNames.AuthRequired)
    {
        Why = "1008 and 4000–4999 are an app's own choice: it looked at who or what was asking and said no, most often for want of a credential.",
        Source = "https://www.rfc-editor.org/rfc/rfc6455#section-7.4.2",
        LastResort = true,
        YieldsTo = [CauseNames.TokenExpiredOrReused, CauseNames.OriginNotAllowlisted],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        if (Refusal.Of(evidence.Browser) is not { CloseCode: 1008 or (>= 4000 and <= 4999) } refusal || refusal.SpeaksOfOrigin || refusal.SaysRate || refusal.SaysCrowd)
            yield break;
        yield return Info.Found(
            Severity.Error, 0.45, Chain.App,
            $"The handshake got {refusal.Words}: the app lets the socket open and then turns it away; its documentation says what {Words.Number(refusal.CloseCode!.Value)} means, and a missing credential is the usual reason.",
            refusal.Probe) with
        {
            Alternatives = [CauseNames.AppError, CauseNames.OriginNotAllowlisted, CauseNames.ConnectionLimit],
            NextProbe = evidence.Asked.CredentialGiven ? null : "--cookie, --header 'Authorization: …' or the token in the URL",
        };
    }
}
