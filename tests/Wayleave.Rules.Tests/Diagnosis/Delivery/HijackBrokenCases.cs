using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Delivery;

namespace Wayleave.Rules.Tests.Diagnosis.Delivery;

internal sealed class HijackBrokenCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new HijackBroken();

    public IEnumerable<RuleCase> Fires =>
    [
        new("Go says so", RunBuilder.Socket().Upgrade(Reply.Of(500, "Internal Server Error").WithBody("websocket: response does not implement http.Hijacker")), "app"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("another 500", RunBuilder.Socket().Upgrade(Reply.Of(500, "Internal Server Error"))),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
