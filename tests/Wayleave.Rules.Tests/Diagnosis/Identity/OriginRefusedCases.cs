using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Identity;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Diagnosis.Identity;

internal sealed class OriginRefusedCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new OriginRefused();

    public IEnumerable<RuleCase> Fires =>
    [
        new("npm ws refuses in verifyClient's words", RunBuilder.Socket().Upgrade(Reply.Of(401, "Unauthorized").WithBody("Unauthorized")), "app"),
        new("refused with its own Origin, open without", RunBuilder.Socket().Upgrade(Reply.Of(403, "Forbidden")).Upgrade(Variation.NoOrigin, Reply.Opens()), "app"),
        new("the origin refuses alike", RunBuilder.Socket().Upgrade(Reply.Of(403, "Forbidden")).Upgrade(Variation.NoOrigin, Reply.Opens()).To("10.0.0.5:8000").Upgrade(Reply.Of(403, "Forbidden")).ToPublic(), "app"),
        new("a given Origin is not on the list", RunBuilder.Socket().Asked(a => a with { PageOrigin = "vscode-webview://x", PageOriginGiven = true }).Upgrade(Reply.Of(403, "Forbidden")).Upgrade(Variation.SameHostOrigin, Reply.Opens()), "app"),
        new("the app says so", RunBuilder.Socket().Upgrade(Reply.Of(403, "Forbidden").WithBody("Cross origin websockets not allowed")), "app"),
        new("opened and closed with 1008", RunBuilder.Socket().Upgrade(Reply.Opens().Ends(EndKind.CloseFrame, 12, 1008, "Invalid origin")), "app"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("refused without an Origin too", RunBuilder.Socket().Upgrade(Reply.Of(403, "Forbidden")).Upgrade(Variation.NoOrigin, Reply.Of(403, "Forbidden")).Upgrade(Variation.ForeignOrigin, Reply.Of(403, "Forbidden"))),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
