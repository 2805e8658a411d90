using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Identity;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Diagnosis.Identity;

internal sealed class PortSuspectedCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new PortSuspected();

    public IEnumerable<RuleCase> Fires =>
    [
        new("open with the port taken from Origin", RunBuilder.Socket("ws://app.example:8080/ws").Upgrade(Reply.Of(403, "Forbidden").By("nginx/1.22.1")).Upgrade(Variation.NoPortOrigin, Reply.Opens().By("nginx/1.22.1")).Upgrade(Variation.ForeignOrigin, Reply.Of(403, "Forbidden").By("nginx/1.22.1")), "nginx"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("any Origin but its own opens", RunBuilder.Socket("ws://app.example:8080/ws").Upgrade(Reply.Of(403, "Forbidden")).Upgrade(Variation.NoPortOrigin, Reply.Opens()).Upgrade(Variation.ForeignOrigin, Reply.Opens())),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
