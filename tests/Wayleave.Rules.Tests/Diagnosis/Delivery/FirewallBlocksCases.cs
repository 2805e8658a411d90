using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Delivery;

namespace Wayleave.Rules.Tests.Diagnosis.Delivery;

internal sealed class FirewallBlocksCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new FirewallBlocks();

    public IEnumerable<RuleCase> Fires =>
    [
        new("522, the origin opens", RunBuilder.Socket().Upgrade(Reply.Of(522, "").By("cloudflare").With("CF-RAY", "x")).To("10.0.0.5:8000").Upgrade(Reply.Opens()).ToPublic(), "cloudflare"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("522 and nothing to compare", RunBuilder.Socket().Upgrade(Reply.Of(522, "").By("cloudflare").With("CF-RAY", "x"))),
        new("nginx says 502", RunBuilder.Socket().Upgrade(Reply.Of(502, "Bad Gateway").By("nginx").WithBody("<center>nginx</center>")).To("10.0.0.5:8000").Upgrade(Reply.Opens()).ToPublic()),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
