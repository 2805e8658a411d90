using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Delivery;

namespace Wayleave.Rules.Tests.Diagnosis.Delivery;

internal sealed class WafBreaksCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new WafBreaks();

    public IEnumerable<RuleCase> Fires =>
    [
        new("200 in a chain with ModSecurity", RunBuilder.Socket().Http("http-root", Reply.Of(200, "OK").WithBody("ModSecurity")).Upgrade(Reply.Of(200, "OK")), "modsecurity"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("no firewall shows itself", RunBuilder.Socket().Upgrade(Reply.Of(200, "OK"))),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
