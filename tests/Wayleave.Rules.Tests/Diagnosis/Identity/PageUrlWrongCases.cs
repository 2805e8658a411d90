using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Identity;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Diagnosis.Identity;

internal sealed class PageUrlWrongCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new PageUrlWrong();

    public IEnumerable<RuleCase> Fires =>
    [
        new("localhost", RunBuilder.Page().Read(p => p with { Sockets = [new DiscoveredSocket("ws://localhost:8000/ws", "ws://localhost:8000/ws", "https://app.example/", true)] }).OnSocket("ws://localhost:8000/ws"), "client"),
        new("an inner port", RunBuilder.Page().Read(p => p with { Sockets = [new DiscoveredSocket("wss://app.example:6001/app", "x", "https://app.example/app.js", true)] }).OnSocket("wss://app.example:6001/app").Upgrade(Reply.Fails(FailureStage.Connect, FailureKind.TimedOut)), "client"),
        new("a doubled path", RunBuilder.Page().Read(p => p with { Sockets = [new DiscoveredSocket("wss://app.example/ws/ws", "x", "https://app.example/app.js", true)] }).OnSocket("wss://app.example/ws/ws").Upgrade(Reply.Of(404, "Not Found")), "client"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("the page is on localhost itself", RunBuilder.Page("http://localhost:3000/").Read(null, "ws://localhost:8000/ws").OnSocket("ws://localhost:8000/ws")),
        new("another port that answers", RunBuilder.Page().Read(p => p with { Sockets = [new DiscoveredSocket("wss://app.example:8443/ws", "x", "https://app.example/app.js", true)] }).OnSocket("wss://app.example:8443/ws").Upgrade(Reply.Opens())),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
