using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Tls;

namespace Wayleave.Rules.Tests.Diagnosis.Tls;

internal sealed class EdgeModeLoopCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new EdgeModeLoop();

    public IEnumerable<RuleCase> Fires =>
    [
        new("Cloudflare, written by nginx", RunBuilder.Socket().Upgrade(Reply.Redirect(301, "https://app.example/ws").By("cloudflare").With("CF-RAY", "x").WithBody("<center>nginx/1.22.1</center>")), "cloudflare"),
        new("the same, open over TLS", RunBuilder.Socket().Upgrade(Reply.Redirect(301, "https://app.example/ws").By("cloudflare").With("CF-RAY", "x").WithBody("<center>nginx/1.22.1</center>")).To("198.51.100.4:443").Tls().Upgrade(Reply.Opens()).ToPublic(), "cloudflare"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("no edge", RunBuilder.Socket().Upgrade(Reply.Redirect(301, "https://app.example/ws").By("nginx").WithBody("<center>nginx</center>"))),
        new("Django behind CloudFront", RunBuilder.Socket().Upgrade(Reply.Redirect(301, "https://app.example/ws").With("X-Amz-Cf-Id", "x").With("Referrer-Policy", "same-origin").With("X-Content-Type-Options", "nosniff"))),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
