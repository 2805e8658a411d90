using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Platform;

/// <summary>A platform that can pass WebSockets has the switch for it off.</summary>
internal sealed class SocketsSwitchedOff : IDiagnosisRule
{
    private static readonly string[] SaysSo = ["HTTP Error 503.12", "WebSockets are disabled", "WebSocket request made to a site where WebSockets are disabled", "websockets are not enabled"];

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("websockets-switched-off", CauseNames.PlatformWebsocketsOff)
    {
        Why = "IIS says so by its sub-status 12; App Service and Cloudflare have a switch that leaves plain HTTP alone, so that only the upgrade fails behind them.",
        Source = "https://github.com/rauchg/slackin/issues/197",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        Way way = evidence.Public;
        if (way.Browser is not { Opened: false } browser || !way.Refused)
            yield break;

        HttpExchange exchange = browser.Exchange;
        bool service = evidence.Has("azure-app-service");
        if (SaysSo.Any(s => exchange.Body.Contains(s, StringComparison.OrdinalIgnoreCase)) || (exchange.Status == 503 && exchange.Reason?.Contains("WebSocket", StringComparison.OrdinalIgnoreCase) == true))
        {
            yield return Info.Found(
                Severity.Error, 0.97, service ? "azure-app-service" : "iis",
                $"The upgrade gets {Words.Answer(browser)} with IIS's words that WebSockets are disabled for the site.", browser) with
            {
                FixFor = [service ? "azure-app-service" : "iis"],
            };
        }
        else if (service && !evidence.FailsDirectToo && (way.SameAsPlain || exchange.Status is 503 or 502 || exchange.Status is 400 or 426) && way.PlainGet is { Exchange.Status: < 500 } plain)
        {
            yield return Info.Found(
                Severity.Error, 0.66, "azure-app-service",
                $"Azure App Service stands on the way, whose Web sockets switch is off by default on many plans: the upgrade gets {Words.Answer(browser)}, a plain request {Words.Answer(plain.Exchange)}.",
                browser,
                plain) with
            {
                Alternatives = [CauseNames.UpgradeHeaderStripped, CauseNames.AppError],
                NextProbe = "az webapp config show --query webSocketsEnabled",
            };
        }
        else if (OnlyCloudflareBetween(evidence) && evidence.OpenWay is { } open && (way.SameAsPlain || exchange.Status is 400 or 426))
        {
            yield return Info.Found(
                Severity.Error, ProxyAnswers(open) ? 0.9 : 0.5, "cloudflare",
                $"Straight to {open.Route} the socket opens; through Cloudflare the same handshake gets {Words.Answer(browser)}, as a request without its upgrade does: the zone's WebSockets switch (Network) is the likely cause.",
                browser,
                open.Browser,
                way.PlainGet) with
            {
                Alternatives = [CauseNames.UpgradeHeaderStripped],
                FixFor = ["cloudflare"],
            };
        }
    }

    // Where a proxy of the project's own answers at the origin, Cloudflare alone stands before it; else one may hide between the two.
    private static bool ProxyAnswers(Way open) =>
        open.Exchanges.Any(e => Products.All.Any(p => p.Kind == HopKind.Proxy && p.Signs.Any(s => s.Shows(e.Exchange))));

    // A further hop in front of the origin that was asked would be as likely to strip the upgrade.
    private static bool OnlyCloudflareBetween(Evidence evidence) =>
        evidence.Hops.Where(h => h.Kind is HopKind.Edge or HopKind.Balancer or HopKind.Platform).All(h => h.Name == "cloudflare")
        && evidence.Has("cloudflare") && Blame.First(evidence) == "cloudflare" && evidence.Direct.Length == 1;
}
