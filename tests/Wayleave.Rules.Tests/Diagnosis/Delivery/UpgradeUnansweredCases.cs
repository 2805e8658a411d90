using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Delivery;

namespace Wayleave.Rules.Tests.Diagnosis.Delivery;

internal sealed class UpgradeUnansweredCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new UpgradeUnanswered();

    public IEnumerable<RuleCase> Fires =>
    [
        new("plain requests answered, the upgrade not", RunBuilder.Socket().Plain(Reply.Of(404, "Not Found")).Upgrade(Reply.Silence()), "proxy"),
        new("the same behind nginx", RunBuilder.Socket().Plain(Reply.Of(200, "OK").By("nginx")).Upgrade(Reply.Silence()), "nginx"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("nothing is answered", RunBuilder.Socket().Plain(Reply.Silence()).Upgrade(Reply.Silence())),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
