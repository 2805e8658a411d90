using Wayleave.Lab.Catalogue;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Grammar;
using Wayleave.Protocol.Http;

namespace Wayleave.Lab.Hops;

/// <summary>Cloudflare's proxy: its three TLS modes, its signs, its 520–526 pages and its 100 s.</summary>
internal sealed class Cloudflare(UpstreamScheme upstream) : StandIn
{
    public static StandInKind Kind { get; } = new(
        "cloudflare",
        "Cloudflare's proxy: signs with CF-RAY, replaces Server, answers 520-526 when the origin fails.",
        plan => new Cloudflare(
            plan.Has("strict") ? UpstreamScheme.TlsVerified
            : plan.Has("full") ? UpstreamScheme.TlsUnverified
            : plan.Has("flexible") ? UpstreamScheme.Plain
            : UpstreamScheme.AsGiven))
    {
        Limits = "idle 100 s, connect 15 s, answer 100 s",
        Settings =
        [
            new SettingWord("flexible", "SSL mode Flexible: plain HTTP to the origin. Without a mode, the next hop is spoken to as it listens."),
            new SettingWord("full", "SSL mode Full: TLS to the origin, any certificate; 525 if that fails."),
            new SettingWord("strict", "SSL mode Full (strict): TLS to the origin, and 526 unless the certificate holds or is the lab's own."),
        ],
    };

    public override UpstreamScheme Upstream => upstream;

    public override TimeSpan? IdleLimit => TimeSpan.FromSeconds(100);

    public override TimeSpan ConnectLimit => TimeSpan.FromSeconds(15);

    public override TimeSpan AnswerLimit => TimeSpan.FromSeconds(100);

    public override ResponseHead Sign(Exchange exchange, ResponseHead answer)
    {
        var own = Signs(exchange);
        if (answer.StatusCode != 101)
            own = own.With("CF-Cache-Status", "DYNAMIC");
        return answer with { Headers = [.. own, .. answer.Headers.Without("Server").Without("Date")] };
    }

    public override int StatusOf(UpstreamFailure failure) => failure switch
    {
        UpstreamFailure.Refused => 521,
        UpstreamFailure.ConnectTimeout => 522,
        UpstreamFailure.AnswerTimeout => 524,
        UpstreamFailure.TlsFailed => 525,
        UpstreamFailure.CertificateInvalid => 526,
        _ => 520,
    };

    // A browser gets a page, a program a line.
    public override Outcome.Answer Page(Exchange exchange, int status)
    {
        if (status < 400)
            return Answer(status, "text/html", "", Signs(exchange));
        if (!exchange.WantsHtml)
            return Answer(status, "text/plain; charset=UTF-8", $"error code: {status}", Signs(exchange));
        string what = ReasonPhrases.Of(status);
        string ray = exchange.Chance.Hex(16);
        return Answer(
            status,
            "text/html; charset=UTF-8",
            $"<!DOCTYPE html>\n<html lang=\"en-US\"><head><title>{exchange.Host} | {status}: {what}</title></head>\n"
            + $"<body><div id=\"cf-wrapper\"><h1>{what} <span>Error code {status}</span></h1><p>Cloudflare Ray ID: {ray}</p></div></body></html>\n",
            Signs(exchange));
    }

    protected override HeaderLines AddForwarded(Exchange exchange, HeaderLines headers) => base.AddForwarded(exchange, headers)
        .Set("CF-Connecting-IP", $"{exchange.Client.Address}")
        .Set("CF-Ray", $"{exchange.Chance.Hex(16)}-FRA")
        .Set("CF-Visitor", $"{{\"scheme\":\"{exchange.Scheme}\"}}")
        .Set("CF-IPCountry", "XX")
        .Set("CDN-Loop", "cloudflare; loops=1");

    private static HeaderLines Signs(Exchange exchange) =>
        [new("Date", exchange.Date), new("Server", "cloudflare"), new("CF-RAY", $"{exchange.Chance.Hex(16)}-FRA")];
}
