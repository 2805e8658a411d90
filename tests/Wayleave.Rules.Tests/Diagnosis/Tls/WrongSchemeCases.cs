using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Tls;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Diagnosis.Tls;

internal sealed class WrongSchemeCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new WrongScheme();

    public IEnumerable<RuleCase> Fires =>
    [
        new("nginx says so", RunBuilder.Socket("ws://app.example:443/ws").Upgrade(Reply.Of(400, "Bad Request").By("nginx").WithBody("The plain HTTP request was sent to HTTPS port<center>nginx</center>")), "client"),
        new("plain http answers on the TLS URL's port", RunBuilder.Socket("wss://app.example:8080/ws").Tls(t => t with { Version = null, Failure = new Failure(FailureStage.Tls, FailureKind.TlsRefused, "x") }).Http("http-plain-scheme", Reply.Of(200, "OK"), "http://app.example:8080/").Upgrade(Reply.Fails(FailureStage.Tls, FailureKind.TlsRefused)), "client"),
        new("a TLS alert answers a plain request", RunBuilder.Socket("ws://app.example:8443/ws").Upgrade(Reply.Garbage("15030100020246")), "client"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("TLS works and http redirects", RunBuilder.Socket().Tls().Http("http-plain-scheme", Reply.Redirect(301, "https://app.example/"), "http://app.example/").Upgrade(Reply.Opens())),
        new("TLS fails and port 80 answers", RunBuilder.Socket().Http("http-plain-scheme", Reply.Of(200, "OK"), "http://app.example/").Upgrade(Reply.Fails(FailureStage.Tls, FailureKind.Reset))),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
