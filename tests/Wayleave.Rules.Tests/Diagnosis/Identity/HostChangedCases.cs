using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Identity;

namespace Wayleave.Rules.Tests.Diagnosis.Identity;

internal sealed class HostChangedCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new HostChanged();

    public IEnumerable<RuleCase> Fires =>
    [
        new("the upstream name arrives", RunBuilder.Socket().Upgrade(Reply.Opens().By("nginx/1.22.1").Telling(headers: [("Host", "backend:8000"), ("Upgrade", "websocket")])), "nginx"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("only the port differs", RunBuilder.Socket("ws://app.example:8080/ws").Upgrade(Reply.Opens().Telling(headers: [("Host", "app.example")]))),
        new("it arrives as sent", RunBuilder.Socket().Upgrade(Reply.Opens().Telling(headers: [("Host", "app.example")]))),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
