using Wayleave.Lab.Catalogue;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Grammar;
using Wayleave.Protocol.Http;

namespace Wayleave.Lab.Hops;

/// <summary>ngrok's edge: the pre-visit page of its free plan, and tunnels that are gone.</summary>
internal sealed class Ngrok(bool interstitial, bool dead) : StandIn
{
    public static StandInKind Kind { get; } = new(
        "ngrok",
        "ngrok's edge: passes HTTP and sockets, signs its own pages with Ngrok-Error-Code.",
        plan => new Ngrok(plan.Has("interstitial"), plan.Has("dead")))
    {
        Settings =
        [
            new SettingWord("interstitial", "Shows the pre-visit page (ERR_NGROK_6024) to browsers' User-Agents, for upgrades too."),
            new SettingWord("dead", "The tunnel's agent is gone: 404 and ERR_NGROK_3200 for everything."),
        ],
    };

    public override Outcome? Decide(Exchange exchange)
    {
        if (dead)
            return ErrorPage(exchange, 404, "ERR_NGROK_3200", $"The endpoint {exchange.Host} is offline.");
        var headers = exchange.Request.Headers;
        bool browser = headers.First("User-Agent")?.StartsWith("Mozilla/", StringComparison.Ordinal) == true;
        return interstitial && browser && !headers.Contains("ngrok-skip-browser-warning")
            ? ErrorPage(exchange, 200, "ERR_NGROK_6024", $"You are about to visit {exchange.Host}.")
            : null;
    }

    public override ResponseHead Sign(Exchange exchange, ResponseHead answer) =>
        answer with { Headers = answer.Headers.With("Ngrok-Agent-Ips", "127.0.0.1") };

    public override Outcome.Answer Page(Exchange exchange, int status) => status == 502
        ? ErrorPage(exchange, 502, "ERR_NGROK_8012", "Traffic reached the ngrok agent, but the agent could not reach the app behind it.")
        : ErrorPage(exchange, status, $"ERR_NGROK_{status}", ReasonPhrases.Of(status));

    protected override HeaderLines AddForwarded(Exchange exchange, HeaderLines headers) =>
        base.AddForwarded(exchange, headers).Set("X-Forwarded-Host", exchange.Host);

    private static Outcome.Answer ErrorPage(Exchange exchange, int status, string code, string text) => Answer(
        status,
        "text/html",
        $"<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><link rel=\"icon\" href=\"https://cdn.ngrok.com/static/favicon.ico\"></head>\n"
        + $"<body><noscript>You need JavaScript for this page. {text} ({code})</noscript><div id=\"root\" data-code=\"{code}\">{text}</div></body></html>\n",
        [new("Date", exchange.Date), new("Ngrok-Error-Code", code), new("Referrer-Policy", "no-referrer")]);
}
