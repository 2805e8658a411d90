using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Delivery;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Diagnosis.Delivery;

internal sealed class UpstreamWrongCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new UpstreamWrong();

    public IEnumerable<RuleCase> Fires =>
    [
        new("502 from nginx, the origin opens", RunBuilder.Socket().Upgrade(Reply.Of(502, "Bad Gateway").By("nginx").WithBody("<center>nginx</center>")).To("10.0.0.5:8000").Upgrade(Reply.Opens()).ToPublic(), "nginx"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("the origin is down too", RunBuilder.Socket().Upgrade(Reply.Of(502, "Bad Gateway").By("nginx").WithBody("<center>nginx</center>")).To("10.0.0.5:8000").Upgrade(Reply.Fails(FailureStage.Connect, FailureKind.Refused)).ToPublic()),
        new("an edge says so", RunBuilder.Socket().Upgrade(Reply.Of(522, "").By("cloudflare").With("CF-RAY", "x")).To("10.0.0.5:8000").Upgrade(Reply.Opens()).ToPublic()),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
