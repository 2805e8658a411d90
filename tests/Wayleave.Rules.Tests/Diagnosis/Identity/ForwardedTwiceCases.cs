using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Identity;

namespace Wayleave.Rules.Tests.Diagnosis.Identity;

internal sealed class ForwardedTwiceCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new ForwardedTwice();

    public IEnumerable<RuleCase> Fires =>
    [
        new("X-Forwarded-Host is a list", RunBuilder.Socket().Upgrade(Reply.Opens().By("Apache/2.4.66").Telling(headers: [("X-Forwarded-Host", "app.example, app.example")])), "apache"),
        new("X-Forwarded-Proto comes twice", RunBuilder.Socket().Upgrade(Reply.Opens().Telling(headers: [("X-Forwarded-Proto", "https"), ("X-Forwarded-Proto", "http")])), "proxy"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("X-Forwarded-For is a list by nature", RunBuilder.Socket().Upgrade(Reply.Opens().Telling(headers: [("X-Forwarded-For", "192.0.2.1, 10.0.0.1"), ("X-Forwarded-Proto", "https")]))),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
