using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Delivery;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Diagnosis.Delivery;

internal sealed class HeaderCaseOnTheWayCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new HeaderCaseOnTheWay();

    public IEnumerable<RuleCase> Fires =>
    [
        new("Go spelling arrives", RunBuilder.Socket().Upgrade(Reply.Opens().By("Caddy").Telling(headers: [("Upgrade", "websocket"), ("Sec-Websocket-Key", "x")])), "caddy"),
        new("refused through Caddy, open straight", RunBuilder.Socket().Upgrade(Reply.Of(400, "Bad Request").By("Caddy")).To("10.0.0.5:8000").Upgrade(Reply.Opens()).ToPublic(), "caddy"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("right spelling", RunBuilder.Socket().Upgrade(Reply.Opens().By("Caddy").Telling(headers: [("Sec-WebSocket-Key", "x")]))),
        new("all lower case is the way of HTTP/2 and libraries", RunBuilder.Socket().Upgrade(Reply.Opens().Telling(headers: [("sec-websocket-key", "x")]))),
        new("the Origin decides", RunBuilder.Socket().Upgrade(Reply.Of(403, "Forbidden").By("Caddy")).Upgrade(Variation.NoOrigin, Reply.Opens()).To("10.0.0.5:8000").Upgrade(Reply.Opens()).ToPublic()),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
