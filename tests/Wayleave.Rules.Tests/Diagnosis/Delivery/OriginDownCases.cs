using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Delivery;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Diagnosis.Delivery;

internal sealed class OriginDownCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new OriginDown();

    public IEnumerable<RuleCase> Fires =>
    [
        new("the pipe closes and the plain request gets a 503", RunBuilder.Socket().Plain(Reply.Of(503, "Backend fetch failed").With("X-Varnish", "2")).Upgrade(Reply.Fails(FailureStage.FirstByte, FailureKind.Closed)), "app"),
        new("502 from nginx", RunBuilder.Socket().Plain(Reply.Of(502, "Bad Gateway").By("nginx").WithBody("<center>nginx</center>")).Upgrade(Reply.Of(502, "Bad Gateway").By("nginx").WithBody("<center>nginx</center>")), "app"),
        new("refused", RunBuilder.Socket().Tcp("203.0.113.7:443", new Failure(FailureStage.Connect, FailureKind.Refused, "refused")).Upgrade(Reply.Fails(FailureStage.Connect, FailureKind.Refused)), "app"),
        new("522 from Cloudflare", RunBuilder.Socket().Upgrade(Reply.Of(522, "").By("cloudflare").With("CF-RAY", "x"))),
        new("only the socket is down", RunBuilder.Socket().Plain(Reply.Of(200, "OK").By("nginx")).Upgrade(Reply.Of(502, "Bad Gateway").By("nginx").WithBody("<center>nginx</center>"))),
        new("nothing is ever answered", RunBuilder.Socket().Plain(Reply.Silence()).Upgrade(Reply.Silence())),
        new("the port takes connections and no TLS handshake is answered", RunBuilder.Socket().Tcp("203.0.113.7").Upgrade(Reply.Fails(FailureStage.Tls, FailureKind.TimedOut)), "app"),
        new("every connection is reset", RunBuilder.Socket().Upgrade(Reply.Fails(FailureStage.FirstByte, FailureKind.Reset))),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("one of two addresses refuses", RunBuilder.Socket().Tcp("203.0.113.7:443", new Failure(FailureStage.Connect, FailureKind.Refused, "refused")).Tcp("203.0.113.8:443").Upgrade(Reply.Opens())),
        new("the app fails", RunBuilder.Socket().Upgrade(Reply.Of(500, "Internal Server Error"))),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
