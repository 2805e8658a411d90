using Wayleave.Rules.Causes;

namespace Wayleave.Rules.Diagnosis.Delivery;

/// <summary>The project's own proxy says that its upstream is down, while the origin opens the socket when asked straight.</summary>
internal sealed class UpstreamWrong : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("proxy-points-elsewhere", CauseNames.UpstreamAddressWrong)
    {
        Why = "The origin is well at the address given, so the proxy looks for it somewhere else.",
        Source = "nginx's and HAProxy's 502 and 503 pages; the stale target of a tunnel.",
        YieldsTo =
        [
            CauseNames.DnsStale,
            CauseNames.DnsResolverMissing,
            CauseNames.PlatformWebsocketsOff,
            CauseNames.AlpnH2OnlyBackend,
            CauseNames.TlsModeMismatch,
            CauseNames.FirewallBlocksEdge,
            CauseNames.WorkerConnectionsExhausted,
            CauseNames.ConnectionLimit,
            CauseNames.CompressionNegotiation,
            CauseNames.HandshakeCorrupted,
            CauseNames.RateLimited,
        ],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        Way way = evidence.Public;
        if (!way.Refused || !Upgrades.SaysDown(way.Status) || evidence.OpenWay is not { } open || Blame.EdgeAnswered(way))
            yield break;

        string hop = Upgrades.IsHop(way.Answer) ? way.Answer.Hop : Blame.Proxy(evidence);
        yield return Info.Found(
            Severity.Error,
            0.88,
            hop,
            $"The upgrade got {Words.Answer(way.Browser)} from {hop}, while straight to {open.Route} it opens: {hop} looks for the app at another address or port.",
            way.Browser,
            open.Browser) with
        {
            Alternatives = [CauseNames.DnsStale],
        };
    }
}
