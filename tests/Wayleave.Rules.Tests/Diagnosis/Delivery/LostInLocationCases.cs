using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Delivery;

namespace Wayleave.Rules.Tests.Diagnosis.Delivery;

internal sealed class LostInLocationCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new LostInLocation();

    public IEnumerable<RuleCase> Fires =>
    [
        new("the root has them, the socket has not", RunBuilder.Socket().Http("http-root", Reply.Of(200, "OK").With("Wayleave", "echo; v=1").WithBody("""{"version":"HTTP/1.1","method":"GET","path":"/","headers":[{"name":"Host","value":"app.example"},{"name":"X-Forwarded-Proto","value":"https"}],"peer_address":"127.0.0.1","tls":false}"""), "https://app.example/").Upgrade(Reply.Opens().By("nginx/1.22.1").Telling(headers: [("Host", "backend"), ("Upgrade", "websocket")])), "nginx"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("both have them", RunBuilder.Socket().Http("http-root", Reply.Of(200, "OK").With("Wayleave", "echo; v=1").WithBody("""{"version":"HTTP/1.1","method":"GET","path":"/","headers":[{"name":"Host","value":"app.example"},{"name":"X-Forwarded-Proto","value":"https"}],"peer_address":"127.0.0.1","tls":false}"""), "https://app.example/").Upgrade(Reply.Opens().Telling(headers: [("Host", "app.example"), ("X-Forwarded-Proto", "https")]))),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
