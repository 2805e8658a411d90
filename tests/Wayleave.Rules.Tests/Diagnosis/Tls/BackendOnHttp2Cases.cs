using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Tls;

namespace Wayleave.Rules.Tests.Diagnosis.Tls;

internal sealed class BackendOnHttp2Cases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new BackendOnHttp2();

    public IEnumerable<RuleCase> Fires =>
    [
        new("Envoy: 503 for the upgrade alone", RunBuilder.Socket().Http("http-root", Reply.Of(200, "OK").By("envoy")).Upgrade(Reply.Of(503, "Service Unavailable").By("envoy").WithBody("upstream connect error or disconnect/reset before headers. reset reason: protocol error")), "envoy"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("Envoy: 503 for everything", RunBuilder.Socket().Http("http-root", Reply.Of(503, "x").By("envoy")).Upgrade(Reply.Of(503, "x").By("envoy"))),
        new("no healthy upstream", RunBuilder.Socket().Http("http-root", Reply.Of(200, "OK").By("envoy")).Upgrade(Reply.Of(503, "x").By("envoy").WithBody("no healthy upstream"))),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
