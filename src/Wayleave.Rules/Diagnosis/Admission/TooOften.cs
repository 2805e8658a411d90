using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Admission;

/// <summary>Handshakes are refused for being too many in a time.</summary>
internal sealed class TooOften : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("too-many-handshakes-in-a-time", CauseNames.RateLimited)
    {
        Why = "429 says so by definition; other refusals count where they speak of a rate, or begin after handshakes like them were let in.",
        Source = "https://www.rfc-editor.org/rfc/rfc6585#section-4",
        YieldsTo = [CauseNames.EdgeInterstitial],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        Way way = evidence.Public;
        if (Refusal.Of(way.Browser) is { } own)
        {
            if (IsRate(own))
            {
                yield return Info.Found(
                    Severity.Error, own.Status == 429 || own.SaysRate ? 0.95 : 0.7, HopOf(evidence, own),
                    $"The first handshake already got {own.Words}{After(own)}: this address has made too many of late. Wait, and let the page back off with jitter.", own.Probe);
            }

            yield break;
        }

        if (Repetition.Of(way) is not { } repetition)
            yield break;
        Refusal refusal = repetition.Refused[0];
        bool like403 = refusal.Status == 403 && !refusal.SpeaksOfCredentials && !evidence.Asked.CredentialGiven && repetition.Refused.Length > 1;
        bool nginx503 = refusal.Status == 503 && Answerer.Of(refusal.Probe.Exchange).Hop is "nginx" or "openresty" && repetition.Refused.Length > 1;
        if (!IsRate(refusal) && !like403 && !nginx503)
            yield break;
        yield return Info.Found(
            repetition.Severity, IsRate(refusal) ? 0.95 : 0.6, HopOf(evidence, refusal),
            $"{repetition.Counts}{After(refusal)}: handshakes are limited per time{(repetition.Asked ? "" : ", and only our own later probes met it")}.",
            repetition.Probes) with
        {
            Alternatives = IsRate(refusal) ? [] : [CauseNames.ConnectionLimit],
        };
    }

    private static bool IsRate(Refusal refusal) => !refusal.SaysCrowd && (refusal.Status == 429 || refusal.CloseCode == 4429
        || (refusal.SaysRate && refusal is { Status: 403 or 503 or 400 } or { CloseCode: 1008 or 1013 or (>= 4000 and <= 4999) }));

    private static string After(Refusal refusal) => refusal.Probe.Exchange.Header("Retry-After") is { } after ? $" (Retry-After: {after})" : "";

    // Many apps leave 429 to the outermost hop that can count; an answer that says who wrote it settles it.
    private static string HopOf(Evidence evidence, Refusal refusal)
    {
        if (refusal.CloseCode is not null)
            return Chain.App;
        return Answerer.Of(refusal.Probe.Exchange) is { IsKnown: true } answer ? answer.Hop : evidence.FailsDirectToo ? Chain.App : Blame.Edge(evidence) ?? Blame.Proxy(evidence);
    }
}
