using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Identity;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Diagnosis.Identity;

internal sealed class SlashWrongCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new SlashWrong();

    public IEnumerable<RuleCase> Fires =>
    [
        new("open with the slash", RunBuilder.Socket().Upgrade(Reply.Of(403, "Forbidden")).Upgrade(Variation.TrailingSlash, Reply.Opens()), "client"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("both open", RunBuilder.Socket().Upgrade(Reply.Opens()).Upgrade(Variation.TrailingSlash, Reply.Opens())),
        new("the origin opens without it", RunBuilder.Socket().Upgrade(Reply.Of(403, "Forbidden")).Upgrade(Variation.TrailingSlash, Reply.Opens()).To("10.0.0.5:8000").Upgrade(Reply.Opens()).ToPublic()),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
