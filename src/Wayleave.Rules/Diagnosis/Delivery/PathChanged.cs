using Wayleave.Rules.Causes;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Delivery;

/// <summary>The path that reaches the app is not the one that was asked for.</summary>
internal sealed class PathChanged : IDiagnosisRule
{
    // The very answers that these give to an upgrade on a path that they do not know.
    private static bool SawUpgradeElsewhere(Way way) => Upgrades.RefusedByUvicorn(way) || (way.Status, way.Answer.Product) switch
    {
        (404, "tornado") => true,
        (500, "daphne") => !way.SameAsPlain,
        (400, "ws") => way.PlainGet?.Exchange.Status is 404,
        _ => false,
    };

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("path-arrives-changed", CauseNames.PathRewritten)
    {
        Why = "A proxy's target with a URI part, or a stripped prefix, replaces part of the path.",
        Source = "nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_pass",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        Way way = evidence.Public;
        if (way.Browser is not { } browser)
            yield break;
        if (way.Arrived is { } arrived)
        {
            if (arrived.Path != browser.Exchange.Path)
                yield return Info.Found(
                    way.Opened ? Severity.Warning : Severity.Error,
                    0.96,
                    Blame.Proxy(evidence),
                    $"The path was sent as {browser.Exchange.Path} and arrived as {arrived.Path}: an app that serves the socket on one path does not know the other.",
                    browser);
            yield break;
        }

        if (!way.Refused || evidence.OpenWay is not { } open)
            yield break;
        HandshakeProbe? slash = way.Varied(Variation.TrailingSlash);
        bool sawUpgrade = SawUpgradeElsewhere(way);
        if (slash is not { Opened: true } && !sawUpgrade)
            yield break;
        yield return Info.Found(
            Severity.Error,
            slash is { Opened: true } ? 0.9 : 0.8,
            Blame.Proxy(evidence),
            slash is { Opened: true }
                ? $"The upgrade to {browser.Exchange.Path} got {Words.Answer(browser)}, to {slash.Exchange.Path} it opens, and straight to {open.Route} the first opens too: a hop changes the path's slash."
                : $"The upgrade to {browser.Exchange.Path} got {Words.Answer(browser)} from the app, which opens it straight at {open.Route}: the app is reached under another path.",
            browser,
            slash,
            open.Browser) with
        {
            Alternatives = slash is { Opened: true } ? [] : [CauseNames.PathNotRouted],
        };
    }
}
