using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Delivery;

/// <summary>What answers on the socket's path is no socket: a hop's own page, a catch-all page, or an app that does not know the path.</summary>
internal sealed class PathUnrouted : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("path-answered-by-another", CauseNames.PathNotRouted)
    {
        Why = "A route for the path is missing, or another one wins over it.",
        Source = "nginx's choice of location; a single-page app's fallback; reported failures F018, F127.",
        YieldsTo =
        [
            CauseNames.ClientUrlWrong,
            CauseNames.PathRewritten,
            CauseNames.PathReservedByPlatform,
            CauseNames.PlatformNoWebsockets,
            CauseNames.EdgeInterstitial,
            CauseNames.ServerLibMissing,
            CauseNames.OriginNotAllowlisted,
            CauseNames.HandshakeCorrupted,
        ],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        Way way = evidence.Public;
        if (!way.Refused || Upgrades.TunnelGone(way.Browser!.Exchange) || way.Varied(Variation.TrailingSlash) is { Opened: true })
            yield break;
        HttpExchange exchange = way.Browser!.Exchange;
        Answer answer = way.Answer;
        bool notFound = exchange.Status is 404 or 405 or 410 or 421;
        string opens = evidence.OpenWay is { } w ? $", and straight to {w.Route} the socket opens" : "";
        double direct = evidence.OpenWay is null ? 0 : 0.1;
        if (notFound && Upgrades.IsHop(answer))
        {
            yield return Info.Found(
                Severity.Error,
                0.82 + direct,
                answer.Hop,
                $"The upgrade to {evidence.Socket.AbsolutePath} got {Words.Answer(exchange)} from {answer.Hop} itself ({answer.Sign}){opens}: it has no route for this path.",
                way.Browser,
                evidence.OpenWay?.Browser);
            yield break;
        }

        bool page = exchange.Status is >= 200 and < 300 && exchange.Header("Sec-WebSocket-Accept") is null;
        bool empty = page && exchange.Body.Length == 0;
        bool catchAll = Upgrades.CatchAll(way);
        // A file has these; what an app makes up on the spot seldom does.
        bool file = exchange.Header("Last-Modified") is not null && exchange.Header("ETag") is not null;
        if (page)
        {
            yield return Info.Found(
                Severity.Error,
                (catchAll ? file ? 0.82 : 0.58 : 0.66) + direct,
                Blame.Nobody(evidence) ? Chain.App : Blame.Proxy(evidence),
                $"The upgrade to {evidence.Socket.AbsolutePath} got {Words.Answer(exchange)} with {(empty ? "no body" : catchAll ? "the same page as /" : "a page or data")}{opens}: the path reaches something that answers plain requests, not to the socket.",
                way.Browser,
                way.Http("http-root"),
                evidence.OpenWay?.Browser) with
            {
                Alternatives = [CauseNames.UpgradeHeaderStripped],
                NextProbe = evidence.Direct.IsEmpty ? Blame.AskOrigin : null,
            };
        }
        else if (exchange.Status is 403 && Upgrades.RefusedByUvicorn(way) && !way.Handshakes.Any(h => h.Opened))
        {
            yield return Info.Found(
                Severity.Error,
                0.45,
                Chain.App,
                $"The upgrade to {evidence.Socket.AbsolutePath} got {Words.Answer(exchange)} from uvicorn, whatever its Origin, and a plain GET 404: so it answers where no socket is, or where the app closes before it accepts.",
                way.Browser,
                way.PlainGet) with
            {
                Alternatives = [CauseNames.AuthRequired, CauseNames.OriginNotAllowlisted],
                NextProbe = "the same URL with a credential (--cookie, --header), or the path as the app's routes spell it",
            };
        }
        else if (notFound && !Upgrades.AppSawPlain(way))
        {
            // Nobody shows himself, and no way past anybody opens: then whoever answers is the far end.
            bool app = evidence.FailsDirectToo || (evidence.OpenWay is null && Blame.Nobody(evidence));
            yield return Info.Found(
                Severity.Error,
                answer.Product == "tornado" ? 0.82 : evidence.OpenWay is null ? 0.55 : 0.6,
                app ? Chain.App : Blame.Proxy(evidence),
                $"The upgrade to {evidence.Socket.AbsolutePath} got {Words.Answer(exchange)}{(answer.IsApp ? $" from the app ({answer.Product})" : "")}{opens}: nothing there serves this path.",
                way.Browser,
                way.PlainGet,
                evidence.OpenWay?.Browser) with
            {
                Alternatives = [CauseNames.PathRewritten, CauseNames.UpgradeHeaderStripped, CauseNames.ClientUrlWrong],
                NextProbe = evidence.Direct.IsEmpty ? Blame.AskOrigin : null,
            };
        }
    }
}
