using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Tls;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Diagnosis.Tls;

internal sealed class FailsOverHttp2Cases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new FailsOverHttp2();

    public IEnumerable<RuleCase> Fires =>
    [
        new("HTTP/2 gets a 400", RunBuilder.Socket().Upgrade(Reply.Opens().By("nginx")).Upgrade(Variation.ExtendedConnect, Reply.Of(400, "").InVersion("HTTP/2")), "nginx"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("HTTP/2 does not offer it", RunBuilder.Socket().Upgrade(Reply.Opens()).Upgrade(Variation.ExtendedConnect, Reply.Fails(FailureStage.Send, FailureKind.ExtendedConnectNotOffered))),
        new("both open", RunBuilder.Socket().Upgrade(Reply.Opens()).Upgrade(Variation.ExtendedConnect, Reply.Opens())),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
