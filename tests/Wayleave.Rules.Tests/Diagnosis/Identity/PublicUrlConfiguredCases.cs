using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Identity;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Diagnosis.Identity;

internal sealed class PublicUrlConfiguredCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new PublicUrlConfigured();

    public IEnumerable<RuleCase> Fires =>
    [
        new("Phoenix at another address", RunBuilder.Socket("ws://127.0.0.1:4000/live/websocket").Plain(Reply.Of(400, "Bad Request").By("Cowboy")).Upgrade(Reply.Of(403, "Forbidden")).Upgrade(Variation.NoOrigin, Reply.Opens()), "app"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("another app", RunBuilder.Socket("ws://127.0.0.1:4000/live/websocket").Plain(Reply.Of(400, "Bad Request")).Upgrade(Reply.Of(403, "Forbidden")).Upgrade(Variation.NoOrigin, Reply.Opens())),
        new("Phoenix behind nginx", RunBuilder.Socket().Plain(Reply.Of(400, "Bad Request").By("Cowboy")).Upgrade(Reply.Of(403, "Forbidden").By("nginx/1.22.1")).Upgrade(Variation.NoOrigin, Reply.Opens())),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
