using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Identity;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Diagnosis.Identity;

internal sealed class OriginAbsentCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new OriginAbsent();

    public IEnumerable<RuleCase> Fires =>
    [
        new("daphne refuses a handshake without Origin", RunBuilder.Socket().Upgrade(Reply.Opens()).Upgrade(Variation.NoOrigin, Reply.Of(403, "Access denied")), "app"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("everything is refused", RunBuilder.Socket().Upgrade(Reply.Of(403, "Forbidden")).Upgrade(Variation.NoOrigin, Reply.Of(403, "Forbidden"))),
        new("the repeat is refused as well: not the Origin", RunBuilder.Socket().Upgrade(Reply.Opens()).Upgrade(Variation.NoOrigin, Reply.Of(403, "Forbidden")).Upgrade(Variation.Repeat, Reply.Of(403, "Forbidden"))),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
