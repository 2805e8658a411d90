using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Delivery;

/// <summary>The app answers the handshake with an error of its own, or ends the socket right after it.</summary>
internal sealed class AppFails : IDiagnosisRule
{
    private static string Quoted(string reason) => reason.Length > 0 ? $" \"{reason}\"" : "";

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("app-fails-on-the-handshake", CauseNames.AppError)
    {
        Why = "500, close 1011, and an end without a close frame within a second of opening are what a crash in the app's handler looks like.",
        Source = "RFC 6455 §7.4.1 (1011); reported failures of handlers that raise on connect.",
        YieldsTo =
        [
            CauseNames.Http10Upstream,
            CauseNames.SchemePortMismatch,
            CauseNames.MixedContent,
            CauseNames.CompressionNegotiation,
            CauseNames.HandshakeCorrupted,
            CauseNames.MiddlewareBreaksHijack,
            CauseNames.WafBreaksUpgrade,
            CauseNames.ProtocolViolation,
            CauseNames.ClientUrlWrong,
            CauseNames.PathRewritten,
            CauseNames.PlatformNoWebsockets,
            CauseNames.ClientNetworkIntercepts,
            CauseNames.IdleTimeoutProxy,
            CauseNames.IdleTimeoutEdge,
            CauseNames.IdleTimeoutApp,
            CauseNames.MaxConnectionLifetime,
            CauseNames.WorkerConnectionsExhausted,
            CauseNames.ConnectionLimit,
            CauseNames.SubprotocolRequired,
            CauseNames.AuthRequired,
            CauseNames.TokenExpiredOrReused,
            CauseNames.RateLimited,
            CauseNames.ProxyBug,
            CauseNames.SubprotocolMalformed,
            CauseNames.MaxMessageSize,
        ],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        Way way = evidence.Public;
        if (way.Browser is not { } browser)
            yield break;
        if (way.Refused && way.Status is 500 or (> 504 and < 520))
        {
            bool plainToo = way.PlainGet?.Exchange.Status == way.Status;
            bool hop = Upgrades.IsHop(way.Answer);
            yield return Info.Found(
                Severity.Error,
                hop ? 0.7 : 0.82,
                hop ? way.Answer.Hop : Chain.App,
                $"The upgrade got {Words.Answer(browser)}{(hop ? $" from {way.Answer.Hop} itself" : "")}{(evidence.FailsDirectToo ? $", also straight at {evidence.Direct[^1].Route}" : "")}{(plainToo ? ", as a plain request does" : "")}: {(hop ? "it fails before the app is asked" : "the app itself fails")}.",
                browser,
                way.PlainGet) with
            {
                Alternatives = way.Answer.Product == "daphne" || browser.Exchange.Reason == "Internal server error" ? [CauseNames.PathNotRouted] : hop ? [CauseNames.ModuleNotLoaded] : [],
            };
            yield break;
        }

        if (way.EndedByPeer is not { } end)
        {
            if (browser.Exchange is { Status: null, Failure: { Kind: FailureKind.Reset or FailureKind.Closed, Stage: FailureStage.FirstByte or FailureStage.Head } failure } && Upgrades.PlainWell(way) is { } well)
                yield return Info.Found(
                    Severity.Error,
                    0.55,
                    Chain.App,
                    $"The upgrade ended without an answer ({Words.Failed(failure)}), while a plain request to {well.Url} got {Words.Answer(well.Exchange)}: the app hangs up on the handshake.",
                    browser,
                    well) with
                {
                    Alternatives = [CauseNames.MiddlewareBreaksHijack, CauseNames.PlatformNoWebsockets],
                    NextProbe = evidence.Direct.IsEmpty ? Blame.AskOrigin : null,
                };
            yield break;
        }

        if (end is { Kind: EndKind.CloseFrame, Code: 1011 or 1012 or 1014 })
            yield return Info.Found(
                Severity.Error,
                0.92,
                Chain.App,
                $"The socket opened, and {Words.Time(end.AtMs)} later the far end closed it with {end.Code}{Quoted(end.Reason)}: the app fails after the handshake.",
                browser);
        else if (end is { Kind: EndKind.Eof or EndKind.Reset, AtMs: < 1500 })
            yield return Info.Found(
                Severity.Error,
                evidence.OpenWay is { EndedByPeer: null } ? 0.5 : 0.68,
                evidence.OpenWay is { EndedByPeer: null } ? Blame.Proxy(evidence) : Chain.App,
                $"The socket opened and ended {Words.Time(end.AtMs)} later without a close frame ({(end.Kind == EndKind.Reset ? "reset" : "end of stream")}): what serves it hung up.",
                browser) with
            {
                Alternatives = [CauseNames.WafBreaksUpgrade, CauseNames.Http10Upstream],
                NextProbe = evidence.Direct.IsEmpty ? Blame.AskOrigin : null,
            };
    }
}
