using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Delivery;

/// <summary>The upgrade gets no answer at all, while plain requests to the same host are answered.</summary>
internal sealed class UpgradeUnanswered : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("upgrade-without-answer", CauseNames.UpgradeUnanswered)
    {
        Why = "Who answers plain requests is up and reachable; only the request to switch protocols is swallowed.",
        Source = "Deployments behind fronts that forward HTTP alone: the upgrade hangs until the client gives up.",
        YieldsTo = [CauseNames.PlatformNoWebsockets, CauseNames.PlatformWebsocketsOff, CauseNames.ClientNetworkIntercepts],
        LastResort = true,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        Way way = evidence.Public;
        HttpProbe? answered = way.Probes.OfType<HttpProbe>().FirstOrDefault(p => p.Exchange.Status is < 500);
        if (!way.Unanswered || answered is null)
            yield break;

        bool direct = evidence.OpenWay is not null;
        string hop = direct || !evidence.FailsDirectToo ? Blame.First(evidence) : Chain.App;
        string where = evidence.OpenWay is { } open ? $", and straight to {open.Route} it opens" : "";
        yield return Info.Found(
            Severity.Error,
            direct ? 0.85 : 0.6,
            hop,
            $"The upgrade got no answer within {Words.Time(evidence.Asked.TimeoutMs)}, while a plain request to {answered.Url} got {Words.Answer(answered.Exchange)}{where}.",
            way.Browser,
            answered,
            evidence.OpenWay?.Browser) with
        {
            Alternatives = [CauseNames.PlatformNoWebsockets, CauseNames.AppError],
            NextProbe = evidence.Direct.IsEmpty ? Blame.AskOrigin : null,
        };
    }
}
