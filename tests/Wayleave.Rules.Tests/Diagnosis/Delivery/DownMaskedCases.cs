using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Delivery;

namespace Wayleave.Rules.Tests.Diagnosis.Delivery;

internal sealed class DownMaskedCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new DownMasked();

    public IEnumerable<RuleCase> Fires =>
    [
        new("Envoy without endpoints", RunBuilder.Socket().Plain(Reply.Of(503, "Service Unavailable").By("envoy")).Upgrade(Reply.Of(403, "Forbidden").By("envoy")), "envoy"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("both get the 503", RunBuilder.Socket().Plain(Reply.Of(503, "x").By("envoy")).Upgrade(Reply.Of(503, "x").By("envoy"))),
        new("refused, plain is well", RunBuilder.Socket().Plain(Reply.Of(200, "OK").By("envoy")).Upgrade(Reply.Of(403, "Forbidden").By("envoy"))),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
