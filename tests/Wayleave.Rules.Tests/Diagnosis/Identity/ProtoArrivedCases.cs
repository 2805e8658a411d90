using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Identity;

namespace Wayleave.Rules.Tests.Diagnosis.Identity;

internal sealed class ProtoArrivedCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new ProtoArrived();

    public IEnumerable<RuleCase> Fires =>
    [
        new("http arrives", RunBuilder.Socket().Upgrade(Reply.Opens().By("nginx/1.22.1").Telling(headers: [("Host", "app.example"), ("X-Forwarded-Proto", "http")])), "nginx"),
        new("nothing arrives", RunBuilder.Socket().Upgrade(Reply.Opens().Telling(headers: [("Host", "app.example")]))),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("https arrives", RunBuilder.Socket().Upgrade(Reply.Opens().Telling(headers: [("X-Forwarded-Proto", "https")]))),
        new("TLS goes through to the app", RunBuilder.Socket().Upgrade(Reply.Opens().Telling(tls: true, headers: [("Host", "app.example")]))),
        new("a plain socket", RunBuilder.Socket("ws://app.example/ws").Upgrade(Reply.Opens().Telling(headers: [("X-Forwarded-Proto", "http")]))),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
