using Wayleave.Lab.Catalogue;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Grammar;
using Wayleave.Protocol.Http;

namespace Wayleave.Lab.Hops;

/// <summary>A company network's gateway: opens TLS with certificates of its own authority, and may refuse sockets.</summary>
internal sealed class Corporate(bool block) : StandIn
{
    private const string Via = "1.1 gateway.contoso.example (Contoso Web Gateway)";

    public static StandInKind Kind { get; } = new(
        "corporate",
        "A company network's gateway: inspects TLS with an authority of its own (with --tls), adds Via.",
        plan => new Corporate(plan.Has("block")))
    {
        Limits = "idle 5 min",
        Settings = [new SettingWord("block", "Refuses upgrades with 403 and a page of the company's own.")],
    };

    public override string AuthorityName => "CN=Contoso Inspection CA, OU=Zscaler Inc., O=Zscaler Inc.";

    public override TimeSpan? IdleLimit => TimeSpan.FromMinutes(5);

    public override Outcome? Decide(Exchange exchange) => block && exchange.IsUpgrade ? Page(exchange, 403) : null;

    public override ResponseHead Sign(Exchange exchange, ResponseHead answer) => answer with { Headers = answer.Headers.With("Via", Via) };

    public override Outcome.Answer Page(Exchange exchange, int status) => Answer(
        status,
        "text/html",
        $"<html><head><title>Contoso Web Gateway</title></head><body><h1>{status} {ReasonPhrases.Of(status)}</h1>"
        + "<p>This request was stopped by your company's network policy.</p></body></html>\n",
        [new("Date", exchange.Date), new("Via", Via)]);

    protected override HeaderLines AddForwarded(Exchange exchange, HeaderLines headers) =>
        // To the app it is the client's own network: no word of the client's address.
        headers.With("Via", Via);
}
