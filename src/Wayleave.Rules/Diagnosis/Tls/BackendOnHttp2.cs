using Wayleave.Rules.Causes;

namespace Wayleave.Rules.Diagnosis.Tls;

/// <summary>A hop that can speak HTTP/2 inwards refuses only the upgrade with a gateway error, while plain requests pass.</summary>
internal sealed class BackendOnHttp2 : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("hop-speaks-http2-to-the-backend", CauseNames.AlpnH2OnlyBackend)
    {
        Why = "Over HTTP/2 a socket needs extended CONNECT at both ends; backends that lack it refuse or reset the stream.",
        Source = "RFC 8441; reported failures F007, F062; HAProxy's server … ws h1.",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        Way way = evidence.Public;
        string? hop = evidence.Hops.FirstOrDefault(h => h.Name is "envoy" or "haproxy")?.Name;
        if (hop is null || !way.Refused || way.Status is not (502 or 503 or 400) || Upgrades.PlainWell(way) is not { } plain || plain.Exchange.Status is >= 400 and not 404 and not 426)
            yield break;
        bool envoyUp = hop == "envoy" && way.Status is 503 or 502;
        bool haproxyBad = hop == "haproxy" && way.Answer.Hop == "haproxy" && way.Status is 502 or 400;
        if (!(envoyUp || haproxyBad) || Texts.SaysUpgradeMissing(way.Browser!.Exchange) is not null || way.Browser.Exchange.Body.Contains("no healthy upstream", StringComparison.Ordinal))
            yield break;

        yield return Info.Found(
            Severity.Error,
            evidence.OpenWay is null ? 0.66 : 0.78,
            hop,
            $"Through {hop} the upgrade got {Words.Answer(way.Browser)}, while a plain request to {plain.Url} got {Words.Answer(plain.Exchange)}{(evidence.OpenWay is { } open ? $" and straight to {open.Route} the socket opens" : "")}: the hop passes it over HTTP/2 to a backend without extended CONNECT.",
            way.Browser,
            plain,
            evidence.OpenWay?.Browser) with
        {
            Alternatives = [CauseNames.BackendDown, CauseNames.AppError],
            NextProbe = evidence.Direct.IsEmpty ? Blame.AskOrigin : null,
        };
    }
}
