using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Identity;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Diagnosis.Identity;

internal sealed class ProtoOriginCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new ProtoOrigin();

    public IEnumerable<RuleCase> Fires =>
    [
        new("http Origin opens, https is refused", RunBuilder.Socket().Upgrade(Reply.Of(403, "Forbidden").By("nginx/1.22.1")).Upgrade(Variation.OtherSchemeOrigin, Reply.Opens().By("nginx/1.22.1")).Upgrade(Variation.ForeignOrigin, Reply.Of(403, "Forbidden").By("nginx/1.22.1")), "nginx"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("both open", RunBuilder.Socket().Upgrade(Reply.Opens()).Upgrade(Variation.OtherSchemeOrigin, Reply.Opens())),
        new("every other Origin opens", RunBuilder.Socket().Upgrade(Reply.Of(403, "Forbidden")).Upgrade(Variation.OtherSchemeOrigin, Reply.Opens()).Upgrade(Variation.ForeignOrigin, Reply.Opens())),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
