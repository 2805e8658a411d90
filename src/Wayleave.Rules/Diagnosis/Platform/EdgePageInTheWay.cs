using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Platform;

/// <summary>The edge answers the handshake with a page for people: a challenge, a pre-visit page, a splash.</summary>
internal sealed class EdgePageInTheWay : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("edge-page-in-the-way", CauseNames.EdgeInterstitial)
    {
        Why = "The answer carries the mark of a page that an edge shows to people; a WebSocket cannot click it away.",
        Source = "https://github.com/ngrok/ngrok/issues/46",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        Way way = evidence.Public;
        HandshakeProbe? bare = way.Varied(Variation.NoUserAgent);
        if (way.Browser is not { Opened: false } browser)
            yield break;
        bool byUserAgent = way.Refused && bare is { Opened: true };

        if (Interstitials.Of(browser.Exchange) is { } page)
        {
            string other = byUserAgent ? " Without a browser's User-Agent the same handshake opens." : "";
            yield return Info.Found(
                Severity.Error, page.Confidence, page.Hop,
                $"The handshake gets {Words.Answer(browser)} with {page.Page}, which a WebSocket cannot pass.{other} The way past it: {page.Way}.",
                browser,
                byUserAgent ? bare : null);
        }
        else if (byUserAgent && IsPage(browser.Exchange) && OthersFail(way) && Products.Named(way.Answer.Hop) is not { Kind: HopKind.Proxy })
        {
            yield return Info.Found(
                Severity.Error, 0.85, Blame.Edge(evidence) ?? Blame.First(evidence),
                $"With a browser's User-Agent the handshake gets {Words.Answer(browser)} and an HTML page; without it the socket opens: a page for people stands in the way.",
                browser,
                bare);
        }
    }

    private static bool IsPage(HttpExchange exchange) => exchange.Header("Content-Type")?.Contains("html", StringComparison.OrdinalIgnoreCase) == true
        || exchange.Body.TrimStart().StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase);

    private static bool OthersFail(Way way) => way.Handshakes.All(h => !h.Opened || h.Variation == Variation.NoUserAgent);
}
