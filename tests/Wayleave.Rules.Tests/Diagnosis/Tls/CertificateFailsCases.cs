using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Tls;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Diagnosis.Tls;

internal sealed class CertificateFailsCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new CertificateFails();

    public IEnumerable<RuleCase> Fires =>
    [
        new("expired", RunBuilder.Socket().Tls(t => t with { Flaws = [CertificateFlaw.Expired] }).Upgrade(Reply.Fails(FailureStage.Tls, FailureKind.CertificateInvalid)), "app"),
        new("526", RunBuilder.Socket().Upgrade(Reply.Of(526, "").By("cloudflare").With("CF-RAY", "x")), "cloudflare"),
        new("for another name", RunBuilder.Socket().Tls(t => t with { Flaws = [CertificateFlaw.WrongName] }).Upgrade(Reply.Opens())),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("the origin alone is self-signed", RunBuilder.Socket().Upgrade(Reply.Opens()).To("198.51.100.4:443").Tls(t => t with { Flaws = [CertificateFlaw.SelfSigned] }).Upgrade(Reply.Opens()).ToPublic()),
        new("only without SNI", RunBuilder.Socket().Tls().Tls(t => t with { Flaws = [CertificateFlaw.WrongName] }, "tls-no-sni").Upgrade(Reply.Opens())),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
