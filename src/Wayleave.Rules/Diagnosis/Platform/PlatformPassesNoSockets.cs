using Wayleave.Rules.Causes;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Platform;

/// <summary>A platform that is known to pass HTTP only stands on the way, plain requests are answered, and the upgrade is not.</summary>
internal sealed class PlatformPassesNoSockets : IDiagnosisRule
{
    // What such a front leads to: its own refusal, or the app's answer to a request without its upgrade.
    private static readonly int[] Refusals = [200, 400, 403, 404, 405, 426, 500, 501, 502, 503, 504];

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("platform-that-passes-http-only", CauseNames.PlatformNoWebsockets)
    {
        Why = "The platform's front forwards HTTP requests to the container and drops the upgrade: health and page are fine while the socket gets no answer, or a refusal.",
        Source = "https://github.com/aws/apprunner-roadmap/issues/13",
        YieldsTo = [CauseNames.EdgeInterstitial, CauseNames.RateLimited, CauseNames.AuthProxyBlocksUpgrade],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        Way way = evidence.Public;
        if (way.Browser is not { Opened: false, Session: null } browser || evidence.FailsDirectToo)
            yield break;
        if (PlatformsWithoutSockets.On(evidence) is not { } platform)
        {
            if (way.Status is 501 && Upgrades.PlainWell(way) is { } well)
                yield return NotImplemented(evidence, browser, well);
            yield break;
        }

        bool unanswered = browser.Exchange.Failure is { Stage: FailureStage.FirstByte or FailureStage.Head, Kind: FailureKind.TimedOut or FailureKind.Closed or FailureKind.Reset };
        bool refused = browser.Exchange.Status is { } status && Refusals.Contains(status);
        HttpProbe? answered = way.Probes.OfType<HttpProbe>().FirstOrDefault(p => p.Exchange.Status is < 500);
        if ((!unanswered && !refused) || answered is null)
            yield break;

        // A refusal that the app itself wrote may have other reasons than the platform.
        bool own = unanswered || browser.Exchange.Status is 403 or 501 || way.SameAsPlain || evidence.OpenWay is not null;
        string condition = platform.Condition.Length > 0 ? $" {platform.Condition}" : "";
        string straight = evidence.OpenWay is { } open ? $" Straight to {open.Route} it opens." : "";
        string handshake = unanswered ? $"gets no answer ({Words.Answer(browser)})" : $"gets {Words.Answer(browser)}";
        yield return Info.Found(
            Severity.Error,
            platform.Always ? own ? 0.95 : 0.7 : own ? 0.7 : 0.45,
            platform.Hop,
            $"{platform.Words} stands on the way, which passes no WebSockets{condition}: the upgrade {handshake}, while a plain request to {answered.Url} gets {Words.Answer(answered.Exchange)}.{straight}",
            browser,
            answered,
            evidence.OpenWay?.Browser) with
        {
            Alternatives = platform.Always && own ? [] : [CauseNames.AppError, CauseNames.PathNotRouted],
            NextProbe = evidence.Direct.IsEmpty ? Blame.AskOrigin : null,
        };
    }

    // 501 is a server's word that it lacks what the request needs; what a plain request lacks nothing of is the upgrade.
    private Finding NotImplemented(Evidence evidence, HandshakeProbe browser, HttpProbe well) => Info.Found(
        Severity.Error,
        0.7,
        Upgrades.IsHop(evidence.Public.Answer) ? evidence.Public.Answer.Hop : Blame.First(evidence),
        $"The upgrade got {Words.Answer(browser)}, while a plain request to {well.Url} got {Words.Answer(well.Exchange)}: what answers has no WebSockets.",
        browser,
        well) with
    {
        Alternatives = [CauseNames.ServerLibMissing, CauseNames.ModuleNotLoaded],
        NextProbe = evidence.Direct.IsEmpty ? Blame.AskOrigin : null,
    };
}
