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
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("a plain page", RunBuilder.Page("http://app.example/").Read(null, "ws://app.example/ws").OnSocket("ws://app.example/ws")),
        new("wss", RunBuilder.Page().Read(p => p with { Sockets = [new DiscoveredSocket("wss://app.example/ws", "x", "y", true)] }).OnSocket("wss://app.example/ws")),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
