using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Identity;

namespace Wayleave.Rules.Tests.Diagnosis.Identity;

internal sealed class PortChangedCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new PortChanged();

    public IEnumerable<RuleCase> Fires =>
    [
        new("the port is lost in Host", RunBuilder.Socket("ws://app.example:8080/ws").Upgrade(Reply.Opens().By("nginx/1.22.1").Telling(headers: [("Host", "app.example")])), "nginx"),
        new("a port is added in X-Forwarded-Host", RunBuilder.Socket().Upgrade(Reply.Opens().By("nginx/1.22.1").Telling(headers: [("Host", "app.example"), ("X-Forwarded-Host", "app.example:8443")])), "nginx"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("the scheme's own port is no difference", RunBuilder.Socket().Upgrade(Reply.Opens().Telling(headers: [("Host", "app.example:443")]))),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
