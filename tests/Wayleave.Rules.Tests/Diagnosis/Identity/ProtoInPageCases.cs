using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Identity;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Diagnosis.Identity;

internal sealed class ProtoInPageCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new ProtoInPage();

    public IEnumerable<RuleCase> Fires =>
    [
        new("the HTML names ws with its own host", RunBuilder.Page().Read(p => p with { Sockets = [new DiscoveredSocket("ws://app.example/ws", "ws://app.example/ws", "https://app.example/", true)] }).OnSocket("ws://app.example/ws")),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("a script says ws", RunBuilder.Page().Read(p => p with { Sockets = [new DiscoveredSocket("ws://app.example/ws", "\"ws://\" + location.host", "https://app.example/app.js", true)] }).OnSocket("ws://app.example/ws")),
        new("wss in the HTML", RunBuilder.Page().Read(p => p with { Sockets = [new DiscoveredSocket("wss://app.example/ws", "wss://app.example/ws", "https://app.example/", true)] }).OnSocket("wss://app.example/ws")),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
