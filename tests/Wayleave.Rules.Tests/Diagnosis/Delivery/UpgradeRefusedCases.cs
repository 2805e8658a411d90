using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Delivery;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Diagnosis.Delivery;

internal sealed class UpgradeRefusedCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new UpgradeRefused();

    public IEnumerable<RuleCase> Fires =>
    [
        new("unprocessable, for the upgrade alone", RunBuilder.Socket().Plain(Reply.Of(200, "OK").WithBody("a page")).Upgrade(Reply.Of(422, "Unprocessable Content")), "app"),
        new("a hop that shows itself", RunBuilder.Socket().Plain(Reply.Of(200, "OK").By("nginx")).Upgrade(Reply.Of(418, "No").By("nginx").WithBody("<center>nginx</center>")), "nginx"),
        new("nothing to compare it with", RunBuilder.Socket().Upgrade(Reply.Of(451, "Unavailable For Legal Reasons"))),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("a plain request gets the same", RunBuilder.Socket().Plain(Reply.Of(422, "No")).Upgrade(Reply.Of(422, "No"))),
        new("a credential is wanted", RunBuilder.Socket().Upgrade(Reply.Of(401, "Unauthorized"))),
        new("a redirect", RunBuilder.Socket().Upgrade(Reply.Redirect(301, "https://app.example/"))),
        new("no answer", RunBuilder.Socket().Upgrade(Reply.Silence())),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
