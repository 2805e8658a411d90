using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Payload;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Diagnosis.Payload;

internal sealed class MessageTooLargeCases : IRuleCases
{
    private static readonly EchoFacts Small = new("64KiB", 65536, true, 4, "");
    private static readonly EchoFacts Large = new("1MiB", 1 << 20, false, 30, "the socket ended");

    public IDiagnosisRule Rule { get; } = new MessageTooLarge();

    public IEnumerable<RuleCase> Fires =>
    [
        new("1009 at 1 MiB", RunBuilder.Socket().Upgrade(Reply.Opens().Echoed(Small, Large).Ends(EndKind.CloseFrame, 900, 1009, "message too big")), "app"),
        new("a cut at 1 MiB behind nginx", RunBuilder.Socket().Upgrade(Reply.Opens().By("nginx").Echoed(Small, Large).Ends(EndKind.Reset, 900)), "nginx"),
        new("1009, and straight at the origin it passes", RunBuilder.Socket()
            .Upgrade(Reply.Opens().With("X-Amz-Cf-Id", "x").Echoed(Small, Large).Ends(EndKind.CloseFrame, 900, 1009))
            .To("203.0.113.9:80").Upgrade(Reply.Opens().Echoed(Small, Large with { Returned = true })), "cloudfront"),
        new("1009 after a text of the caller's own", RunBuilder.Socket()
            .Upgrade(Reply.Opens().Framed(new FrameFacts(5, true, "text", true, 200_000, "…")).Ends(EndKind.CloseFrame, 30, 1009)), "app"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("everything returns", RunBuilder.Socket().Upgrade(Reply.Opens().Echoed(Small, Large with { Returned = true }))),
        new("the large one is merely late", RunBuilder.Socket().Upgrade(Reply.Opens().Echoed(Small, Large with { Detail = "not back yet" }))),
        new("nothing returns at all", RunBuilder.Socket().Upgrade(Reply.Opens().Echoed(new EchoFacts("text", 5, false, 30, "ended")).Ends(EndKind.Eof, 30))),
        new("the far end says goodbye in good order", RunBuilder.Socket().Upgrade(Reply.Opens().Echoed(Small, Large).Ends(EndKind.CloseFrame, 30, 1000))),
    ];
}

internal sealed class DeflateBreaksCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new DeflateBreaks();

    public IEnumerable<RuleCase> Fires =>
    [
        new("a wrong accept with the offer, a sound one without", RunBuilder.Socket()
            .Upgrade(Reply.Opens().By("Microsoft-IIS/8.5").Flawed(HandshakeFlaw.AcceptWrong)).Upgrade(Variation.NoDeflate, Reply.Opens().By("Microsoft-IIS/8.5")), "iis"),
        new("502 with the offer", RunBuilder.Socket()
            .Upgrade(Reply.Of(502, "Bad Gateway")).Upgrade(Variation.Repeat, Reply.Of(502, "Bad Gateway")).Upgrade(Variation.NoDeflate, Reply.Opens())),
        new("broken frames with the offer", RunBuilder.Socket()
            .Upgrade(Reply.Opens().Deflated().Ends(EndKind.ProtocolViolation, 40, detail: "RSV2 set")).Upgrade(Variation.NoDeflate, Reply.Opens())),
        new("straight at the origin it works", RunBuilder.Socket()
            .Upgrade(Reply.Opens().Ends(EndKind.CloseFrame, 40, 1002, "unexpected reserved bits 0x40")).Upgrade(Variation.NoDeflate, Reply.Opens())
            .To("203.0.113.9:80").Upgrade(Reply.Opens().Deflated()), "proxy"),
        new("a compressed message does not return", RunBuilder.Socket().Upgrade(Reply.Opens().Deflated()
            .Echoed(new EchoFacts("text", 5, true, 1, ""), new EchoFacts("compressed", 500, false, 1, "came back as other bytes")))),
        new("the app complains of reserved bits", RunBuilder.Socket().Upgrade(Reply.Opens().Deflated().Ends(EndKind.CloseFrame, 40, 1002, "unexpected reserved bits 0x40"))),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("a healthy chain", RunBuilder.Healthy()),
        new("both fail", RunBuilder.Socket().Upgrade(Reply.Of(502, "Bad Gateway")).Upgrade(Variation.NoDeflate, Reply.Of(502, "Bad Gateway"))),
        new("chance: another offer opened", RunBuilder.Socket()
            .Upgrade(Reply.Of(502, "Bad Gateway")).Upgrade(Variation.Repeat, Reply.Opens()).Upgrade(Variation.NoDeflate, Reply.Opens())),
        new("rate-limited at first", RunBuilder.Socket().Upgrade(Reply.Of(429, "Too Many Requests")).Upgrade(Variation.NoDeflate, Reply.Opens())),
        new("the app declines the offer", RunBuilder.Socket().Upgrade(Reply.Opens()).Upgrade(Variation.NoDeflate, Reply.Opens())),
    ];
}

internal sealed class SubprotocolLostCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new SubprotocolLost();

    public IEnumerable<RuleCase> Fires =>
    [
        new("none chosen", Asking().Upgrade(Reply.Opens().Flawed(HandshakeFlaw.SubprotocolMissing)), "app"),
        new("one chosen that was not offered", Asking().Upgrade(Reply.Opens().Choosing("mqtt").Flawed(HandshakeFlaw.SubprotocolNotOffered)), "app"),
        new("the offer did not arrive", Asking().Upgrade(Reply.Opens().Flawed(HandshakeFlaw.SubprotocolMissing).By("nginx").Telling(headers: ("Upgrade", "websocket"))), "nginx"),
        new("straight at the origin one is chosen", Asking().Upgrade(Reply.Opens().With("CF-RAY", "x").Flawed(HandshakeFlaw.SubprotocolMissing))
            .To("203.0.113.9:80").Upgrade(Reply.Opens().Choosing("binary")), "cloudflare"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("one chosen", Asking().Upgrade(Reply.Opens().Choosing("binary"))),
        new("a healthy chain, where only our own extra offer is ignored", RunBuilder.Healthy()),
    ];

    private static RunBuilder Asking() => RunBuilder.Socket().Asked(a => a with { Subprotocols = ["binary"] });
}

internal sealed class SubprotocolNeededCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new SubprotocolNeeded();

    public IEnumerable<RuleCase> Fires =>
    [
        new("400 without, 101 with one", RunBuilder.Socket().Upgrade(Reply.Of(400, "Bad Request")).Upgrade(Variation.NoOrigin, Reply.Of(400, "Bad Request"))
            .Upgrade(Variation.ExtraSubprotocol, Reply.Opens().Choosing("mqtt")), "app"),
        new("the refusal speaks of it", RunBuilder.Socket().Upgrade(Reply.Of(400, "Bad Request").WithBody("missing Sec-WebSocket-Protocol header"))),
        new("4406", RunBuilder.Socket().Upgrade(Reply.Opens().Ends(EndKind.CloseFrame, 5, 4406, "Subprotocol not acceptable"))),
        new("1002 that speaks of it", RunBuilder.Socket().Upgrade(Reply.Opens().Ends(EndKind.CloseFrame, 5, 1002, "no subprotocol"))),
        new("a broker's path", RunBuilder.Socket("wss://app.example/mqtt").Plain(Reply.Of(404, "Not Found")).Upgrade(Reply.Of(400, "Bad Request"))),
        new("another than the one given", RunBuilder.Socket().Asked(a => a with { Subprotocols = ["ocpp1.5"] }).Upgrade(Reply.Of(400, "Bad Request").WithBody("unsupported subprotocol"))),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("a healthy chain", RunBuilder.Healthy()),
        new("400 either way", RunBuilder.Socket().Upgrade(Reply.Of(400, "Bad Request")).Upgrade(Variation.ExtraSubprotocol, Reply.Of(400, "Bad Request"))),
        new("chance: others open as well", RunBuilder.Socket().Upgrade(Reply.Of(502, "Bad Gateway")).Upgrade(Variation.NoOrigin, Reply.Opens())
            .Upgrade(Variation.ExtraSubprotocol, Reply.Opens())),
        new("at a broker's path the upgrade is stripped", RunBuilder.Socket("wss://app.example/mqtt").Plain(Reply.Of(400, "Bad Request")).Upgrade(Reply.Of(400, "Bad Request"))),
    ];
}

internal sealed class SubprotocolNoTokenCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new SubprotocolNoToken();

    public IEnumerable<RuleCase> Fires =>
    [
        new("a space in it", Asking("chat v1"), "client"),
        new("an address", Asking("https://app.example/chat")),
        new("the same twice", Asking("chat", "chat")),
        new("a space before a masked secret", Asking("Bearer ‹secret 1, 24 bytes›")),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("a token", Asking("v1.kernel.websocket.jupyter.org")),
        new("a masked secret", Asking("‹secret 1, 812 bytes›")),
        new("none", RunBuilder.Healthy()),
    ];

    private static RunBuilder Asking(params string[] subprotocols) =>
        RunBuilder.Socket().Asked(a => a with { Subprotocols = [.. subprotocols] }).Upgrade(Reply.Of(400, "Bad Request"));
}

internal sealed class HandshakeUnsoundCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new HandshakeUnsound();

    public IEnumerable<RuleCase> Fires =>
    [
        new("accept missing behind nginx", RunBuilder.Socket().Upgrade(Reply.Opens().By("nginx").Flawed(HandshakeFlaw.AcceptMissing)), "nginx"),
        new("accept wrong", RunBuilder.Socket().Upgrade(Reply.Opens().Flawed(HandshakeFlaw.AcceptWrong)), "proxy"),
        new("a 101 in disguise", RunBuilder.Socket().Upgrade(Reply.Of(200, "OK").By("nginx").Flawed(HandshakeFlaw.StatusDisguised)), "nginx"),
        new("the origin does it", RunBuilder.Socket().Upgrade(Reply.Opens().By("nginx").Flawed(HandshakeFlaw.UpgradeWrong))
            .To("203.0.113.9:80").Upgrade(Reply.Opens().Flawed(HandshakeFlaw.UpgradeWrong)), "app"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("a healthy chain", RunBuilder.Healthy()),
        new("only the subprotocol", RunBuilder.Socket().Upgrade(Reply.Opens().Flawed(HandshakeFlaw.SubprotocolMissing))),
    ];
}
