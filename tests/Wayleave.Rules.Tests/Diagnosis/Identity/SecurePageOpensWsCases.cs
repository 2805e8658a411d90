using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Identity;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Diagnosis.Identity;

internal sealed class SecurePageOpensWsCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new SecurePageOpensWs();

    public IEnumerable<RuleCase> Fires =>
    [
        new("ws on an https page", RunBuilder.Page().Read(p => p with { Sockets = [new DiscoveredSocket("ws://app.example/ws", "x", "https://app.example/app.js", true)] }).OnSocket("ws://app.example/ws"), "client"),
        new("a page on this machine, at its own host", RunBuilder.Page("https://127.0.0.1:8443/").Read(null, "ws://127.0.0.1:8443/ws").OnSocket("ws://127.0.0.1:8443/ws").Upgrade(Reply.Fails(FailureStage.FirstByte, FailureKind.Closed)), "client"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("a plain page", RunBuilder.Page("http://app.example/").Read(null, "ws://app.example/ws").OnSocket("ws://app.example/ws")),
        new("wss", RunBuilder.Page().Read(p => p with { Sockets = [new DiscoveredSocket("wss://app.example/ws", "x", "y", true)] }).OnSocket("wss://app.example/ws")),
        new("a page on this machine, at another of its names", RunBuilder.Page("https://127.0.0.1:8443/").Read(null, "ws://localhost:3000/ws").OnSocket("ws://localhost:3000/ws")),
        new("a page elsewhere that names this machine", RunBuilder.Page().Read(null, "ws://localhost:3000/ws").OnSocket("ws://localhost:3000/ws")),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
