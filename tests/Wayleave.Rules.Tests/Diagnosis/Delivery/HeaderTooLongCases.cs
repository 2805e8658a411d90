using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Delivery;

namespace Wayleave.Rules.Tests.Diagnosis.Delivery;

internal sealed class HeaderTooLongCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new HeaderTooLong();

    public IEnumerable<RuleCase> Fires =>
    [
        new("nginx says so", RunBuilder.Socket().Upgrade(Reply.Of(400, "Bad Request").By("nginx").WithBody("<title>400 Request Header Or Cookie Too Large</title><center>nginx</center>")), "nginx"),
        new("431", RunBuilder.Socket().Upgrade(Reply.Of(431, "Request Header Fields Too Large")), "app"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("another 400", RunBuilder.Socket().Upgrade(Reply.Of(400, "Bad Request").By("nginx"))),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
