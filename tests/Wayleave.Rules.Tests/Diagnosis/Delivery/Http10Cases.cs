using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Delivery;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Diagnosis.Delivery;

internal sealed class Http10Cases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new Http10();

    public IEnumerable<RuleCase> Fires =>
    [
        new("it arrives in HTTP/1.0", RunBuilder.Socket().Upgrade(Reply.Opens().By("nginx/1.22.1").Telling("HTTP/1.0", headers: [("Upgrade", "websocket"), ("Connection", "upgrade")])), "nginx"),
        new("websockets cannot read it", RunBuilder.Socket().Upgrade(Reply.Of(400, "Bad Request").By("nginx/1.22.1").WithBody("Failed to open a WebSocket connection: did not receive a valid HTTP request.")), "nginx"),
        new("Tornado switches and hangs up", RunBuilder.Socket().Upgrade(Reply.Opens().By("nginx/1.22.1").Replace("Sec-WebSocket-Accept", "Sec-Websocket-Accept", "x").Ends(EndKind.Eof, 3)), "nginx"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("it arrives in HTTP/1.1", RunBuilder.Socket().Upgrade(Reply.Opens().Telling(headers: [("Upgrade", "websocket")]))),
        new("in HTTP/1.0 and without Upgrade: nothing is left to refuse", RunBuilder.Socket().Upgrade(Reply.Of(426, "Upgrade Required").Telling("HTTP/1.0", headers: [("Connection", "close")]))),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
