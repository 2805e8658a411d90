using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Tls;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Diagnosis.Tls;

internal sealed class ProxyHeaderCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new ProxyHeader();

    public IEnumerable<RuleCase> Fires =>
    [
        new("all hung up on", RunBuilder.Socket().Http("http-root", Reply.Fails(FailureStage.FirstByte, FailureKind.Closed)).Plain(Reply.Fails(FailureStage.FirstByte, FailureKind.Closed)).Upgrade(Reply.Fails(FailureStage.FirstByte, FailureKind.Closed))),
        new("every request gets nginx's own 400", RunBuilder.Socket().Http("http-root", Reply.Of(400, "Bad Request").By("nginx").WithBody("<center><h1>400 Bad Request</h1></center><hr><center>nginx</center>")).Plain(Reply.Of(400, "Bad Request").By("nginx").WithBody("<center><h1>400 Bad Request</h1></center><hr><center>nginx</center>")).Upgrade(Reply.Of(400, "Bad Request").By("nginx").WithBody("<center><h1>400 Bad Request</h1></center><hr><center>nginx</center>")), "nginx"),
        new("a PROXY line where HTTP should be", RunBuilder.Socket().Upgrade(Reply.Garbage("50524f58592054435034"))),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("Django refuses the Host on every path", RunBuilder.Socket().Http("http-root", Reply.Of(400, "Bad Request").WithBody("<h1>Bad Request (400)</h1>")).Http("http-health", Reply.Of(400, "Bad Request").WithBody("<h1>Bad Request (400)</h1>")).Plain(Reply.Of(400, "Bad Request").WithBody("<h1>Bad Request (400)</h1>")).Upgrade(Reply.Of(400, "Bad Request").WithBody("<h1>Bad Request (400)</h1>"))),
        new("only the upgrade gets it", RunBuilder.Socket().Plain(Reply.Of(200, "OK").By("nginx")).Upgrade(Reply.Of(400, "Bad Request").By("nginx").WithBody("<center><h1>400 Bad Request</h1></center><hr><center>nginx</center>"))),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
