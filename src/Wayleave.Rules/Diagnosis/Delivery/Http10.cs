using Wayleave.Rules.Causes;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Delivery;

/// <summary>The upgrade reaches the app whole, but in HTTP/1.0.</summary>
internal sealed class Http10 : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("http10-towards-the-app", CauseNames.Http10Upstream)
    {
        Why = "Upgrade does not exist in HTTP/1.0: strict servers refuse it, lenient ones switch and then close, since HTTP/1.0 does not keep connections.",
        Source = "RFC 9110 §7.8; nginx before 1.29.7 speaks HTTP/1.0 upstream by default; reported failure F112.",
        // "Cannot read the request" is also what uvicorn says of a head that is too long.
        YieldsTo = [CauseNames.HeaderTooLarge],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        if (evidence.Browser is not { } browser)
            yield break;
        if (evidence.Public.Arrived is { Version: "HTTP/1.0" } arrived && arrived.Header("Upgrade") is not null)
        {
            yield return Info.Found(
                evidence.Public.Opened ? Severity.Warning : Severity.Error,
                0.97,
                Blame.Stripper(evidence),
                $"The upgrade arrives in {arrived.Version}, which has no upgrades: strict app servers refuse it.",
                browser);
        }
        else if (evidence.Public.Refused && (browser.Exchange.Status is 505 || browser.Exchange.Body.Contains("did not receive a valid HTTP request", StringComparison.Ordinal)) && !evidence.FailsDirectToo)
        {
            yield return Info.Found(
                Severity.Error,
                0.88,
                Blame.Stripper(evidence),
                $"The upgrade got {Words.Answer(browser)}: the app cannot read the request that a hop passes on, which fits HTTP/1.0 towards the app.",
                browser,
                evidence.OpenWay?.Browser) with
            {
                NextProbe = evidence.Direct.IsEmpty ? Blame.AskOrigin : null,
            };
        }
        else if (evidence.Public.EndedByPeer is { Kind: EndKind.Eof, AtMs: < 1000 } end && Blame.HasStripper(evidence) && !evidence.FailsDirectToo
            && !evidence.Direct.Any(w => w.EndedByPeer is not null)
            && browser.Exchange.ResponseHeaders.Any(h => h.Name == "Sec-Websocket-Accept"))
        {
            yield return Info.Found(
                Severity.Error,
                0.7,
                Blame.Stripper(evidence),
                $"The socket opened and ended {Words.Time(end.AtMs)} later without a close frame, as Tornado's does when it is asked in HTTP/1.0.",
                browser) with
            {
                Alternatives = [CauseNames.AppError],
                NextProbe = evidence.Direct.IsEmpty ? Blame.AskOrigin : null,
            };
        }
    }
}
