using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Delivery;

/// <summary>The hop in front says that what stands behind it does not answer, or nothing answers at the address at all.</summary>
internal sealed class OriginDown : IDiagnosisRule
{
    // One address that refuses is no harm where another takes the connection, so the handshake's own failure decides.
    private static (Probe Probe, Failure Failure)? Unreachable(Way way)
    {
        if (way.Browser is { Exchange: { Status: null, Failure: { Stage: FailureStage.Connect } failure } } browser)
            return (browser, failure);
        if (way.Browser is not null || way.Exchanges.Any(e => e.Exchange.Status is not null))
            return null;
        TcpProbe[] attempts = [.. way.Probes.OfType<TcpProbe>()];
        return attempts.Length > 0 && Array.TrueForAll(attempts, a => a.Failure is not null) ? (attempts[0], attempts[0].Failure!) : null;
    }

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("origin-unreachable-or-refusing", CauseNames.BackendDown)
    {
        Why = "502, 503, 504 and the edges' 52x are a hop's word that its upstream refused, reset, timed out or is not ready.",
        Source = "RFC 9110 §15.6.3–15.6.5; developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors/",
        YieldsTo =
        [
            CauseNames.FirewallBlocksEdge,
            CauseNames.UpstreamAddressWrong,
            CauseNames.DnsStale,
            CauseNames.DnsResolverMissing,
            CauseNames.DnsNotFound,
            CauseNames.PlatformWebsocketsOff,
            CauseNames.PlatformNoWebsockets,
            CauseNames.WorkerConnectionsExhausted,
            CauseNames.ConnectionLimit,
            CauseNames.RateLimited,
            CauseNames.TlsModeMismatch,
            CauseNames.BackendDownMasked,
            CauseNames.AlpnH2OnlyBackend,
            CauseNames.SchemePortMismatch,
            CauseNames.CertInvalid,
            CauseNames.EdgePortNotProxied,
            CauseNames.ClientUrlWrong,
            CauseNames.ProxyProtocolMismatch,
            CauseNames.EdgeInterstitial,
            CauseNames.HandshakeCorrupted,
            CauseNames.CompressionNegotiation,
            CauseNames.ClientNetworkIntercepts,
            CauseNames.HeaderTooLarge,
            CauseNames.ProtocolViolation,
        ],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        Way way = evidence.Public;
        if (way.Opened)
            yield break;
        if (Unreachable(way) is { } failed)
        {
            bool alone = evidence.OpenWay is null;
            yield return Info.Found(
                Severity.Error,
                alone ? 0.9 : 0.75,
                Blame.Edge(evidence) ?? Chain.App,
                $"No connection to {evidence.Socket.Authority}: {Words.Failed(failed.Failure)}{(alone ? "" : $", while straight to {evidence.OpenWay!.Route} the socket opens")}.",
                failed.Probe,
                evidence.OpenWay?.Browser);
            yield break;
        }

        HttpExchange? exchange = way.Browser?.Exchange ?? way.PageGet?.Exchange;
        Probe? probe = way.Browser ?? (Probe?)way.PageGet;
        if (exchange is null)
            yield break;
        if (Upgrades.TunnelGone(exchange))
        {
            yield return Info.Found(
                Severity.Error,
                0.95,
                "ngrok",
                $"The upgrade got {Words.Answer(exchange)} from ngrok ({exchange.Header("Ngrok-Error-Code")}): no agent holds this tunnel, it has ended or has another address now.",
                probe);
            yield break;
        }

        HttpProbe? well = Upgrades.PlainWell(way);
        if (Upgrades.SaysDown(exchange.Status))
        {
            Answer answer = Answerer.Of(exchange);
            string by = answer.IsKnown && !answer.IsApp ? $" from {answer.Hop} ({answer.Sign})" : "";
            string only = well is null ? "" : $", while a plain request to {well.Url} got {Words.Answer(well.Exchange)}: what the socket's path leads to is down, or hangs up on the upgrade";
            yield return Info.Found(
                Severity.Error,
                well is null ? 0.88 : 0.62,
                Chain.App,
                $"The upgrade got {Words.Answer(exchange)}{by}{only}{(well is null ? ": the hop in front says that the app behind it does not answer" : "")}.",
                probe,
                well) with
            {
                FixFor = answer.IsKnown && !answer.IsApp ? [answer.Hop, "any"] : [],
                Alternatives = evidence.Direct.IsEmpty ? [CauseNames.UpstreamAddressWrong, CauseNames.DnsStale] : [],
                NextProbe = evidence.Direct.IsEmpty ? Blame.AskOrigin : null,
            };
        }
        else if (exchange.Failure is { Kind: FailureKind.Reset or FailureKind.Closed } && way.PlainGet is { } down && Upgrades.SaysDown(down.Exchange.Status))
        {
            yield return Info.Found(
                Severity.Error,
                0.85,
                Chain.App,
                $"The upgrade ended without an answer, and a plain GET on the same path got {Words.Answer(down.Exchange)}: the app behind the hop does not answer.",
                probe,
                down);
        }
        else if (exchange.Failure is { Kind: FailureKind.Reset or FailureKind.Closed } hungUp && well is null && !way.Exchanges.Any(e => e.Exchange.Status is not null))
        {
            yield return Info.Found(
                Severity.Error,
                0.6,
                Blame.Edge(evidence) ?? Chain.App,
                $"Every request ends without an answer: {Words.Failed(hungUp)}.",
                probe) with
            {
                Alternatives = [CauseNames.ProxyProtocolMismatch, CauseNames.SchemePortMismatch],
                NextProbe = evidence.Direct.IsEmpty ? Blame.AskOrigin : null,
            };
        }
        else if (exchange.Failure is { Kind: FailureKind.TimedOut, Stage: FailureStage.FirstByte or FailureStage.Tls } silent && well is null && !way.Exchanges.Any(e => e.Exchange.Status is not null))
        {
            yield return Info.Found(
                Severity.Error,
                0.6,
                Blame.Edge(evidence) ?? Chain.App,
                $"The address takes connections, and no {(silent.Stage == FailureStage.Tls ? "TLS handshake" : "request")} was answered within {Words.Time(evidence.Asked.TimeoutMs)}: the app behind it hangs.",
                probe);
        }
    }
}
