using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Tls;

namespace Wayleave.Rules.Tests.Diagnosis.Tls;

internal sealed class EdgeModeErrorCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new EdgeModeError();

    public IEnumerable<RuleCase> Fires =>
    [
        new("525", RunBuilder.Socket().Upgrade(Reply.Of(525, "").By("cloudflare").With("CF-RAY", "x")), "cloudflare"),
        new("521, open over plain http", RunBuilder.Socket().Upgrade(Reply.Of(521, "").By("cloudflare").With("CF-RAY", "x")).To("198.51.100.4:80").Upgrade(Reply.Opens()).ToPublic(), "cloudflare"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("521, open over TLS", RunBuilder.Socket().Upgrade(Reply.Of(521, "").By("cloudflare").With("CF-RAY", "x")).To("198.51.100.4:443").Tls().Upgrade(Reply.Opens()).ToPublic()),
        new("521 and nothing to compare", RunBuilder.Socket().Upgrade(Reply.Of(521, "").By("cloudflare").With("CF-RAY", "x"))),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
