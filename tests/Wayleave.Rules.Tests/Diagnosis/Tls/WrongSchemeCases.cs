using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Tls;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Diagnosis.Tls;

internal sealed class WrongSchemeCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new WrongScheme();

    public IEnumerable<RuleCase> Fires =>
    [
        new("hung up on plain http where https answers", RunBuilder.Socket("ws://app.example:8443/ws").Http("http-plain-scheme", Reply.Of(404, "Not Found"), "https://app.example:8443/ws").Upgrade(Reply.Fails(FailureStage.FirstByte, FailureKind.Closed)), "client"),
        new("a hop speaks plain http to a TLS backend", RunBuilder.Socket("ws://app.example:8080/ws").Http("http-plain-scheme", Reply.Fails(FailureStage.Tls, FailureKind.TlsRefused), "https://app.example:8080/ws").Upgrade(Reply.Of(400, "Bad Request").By("nginx").WithBody("The plain HTTP request was sent to HTTPS port<center>nginx</center>")), "nginx"),
        new("nginx says so", RunBuilder.Socket("ws://app.example:443/ws").Upgrade(Reply.Of(400, "Bad Request").By("nginx").WithBody("The plain HTTP request was sent to HTTPS port<center>nginx</center>")), "client"),
        new("plain http answers on the TLS URL's port", RunBuilder.Socket("wss://app.example:8080/ws").Tls(t => t with { Version = null, Failure = new Failure(FailureStage.Tls, FailureKind.TlsRefused, "x") }).Http("http-plain-scheme", Reply.Of(200, "OK"), "http://app.example:8080/").Upgrade(Reply.Fails(FailureStage.Tls, FailureKind.TlsRefused)), "client"),
        new("a page redirects to https on its own plain port", RunBuilder.Page("http://app.example:8000/").Http("http-page", Reply.Redirect(301, "https://app.example:8000/"), "http://app.example:8000/").Upgrade(Reply.Fails(FailureStage.Tls, FailureKind.TimedOut)), "app"),
        new("a TLS alert answers a plain request", RunBuilder.Socket("ws://app.example:8443/ws").Upgrade(Reply.Garbage("15030100020246")), "client"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("the certificate does not hold, and plain http is told so", RunBuilder.Socket("wss://app.example:8443/ws").Http("http-plain-scheme", Reply.Of(400, "Bad Request").WithBody("The plain HTTP request was sent to HTTPS port"), "http://app.example:8443/ws").Upgrade(Reply.Fails(FailureStage.Tls, FailureKind.CertificateInvalid))),
        new("TLS works and http redirects", RunBuilder.Socket().Tls().Http("http-plain-scheme", Reply.Redirect(301, "https://app.example/"), "http://app.example/").Upgrade(Reply.Opens())),
        new("TLS fails and port 80 answers", RunBuilder.Socket().Http("http-plain-scheme", Reply.Of(200, "OK"), "http://app.example/").Upgrade(Reply.Fails(FailureStage.Tls, FailureKind.Reset))),
        new("a page redirects to https on the port for it, and that hangs", RunBuilder.Page("http://app.example/").Http("http-page", Reply.Redirect(301, "https://app.example/"), "http://app.example/").Upgrade(Reply.Fails(FailureStage.Tls, FailureKind.TimedOut))),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
