using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Delivery;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Diagnosis.Delivery;

internal sealed class PlainAnswerCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new PlainAnswer();

    public IEnumerable<RuleCase> Fires =>
    [
        new("a status that means nothing to a socket", Both(Reply.Of(402, "Payment Required")), "app"),
        new("a proxy shows itself", Both(Reply.Of(415, "Unsupported Media Type").By("nginx")), "nginx"),
        new("an answer that is not modified", Both(Reply.Of(304, "Not Modified")), "app"),
        new("a status beyond all", Both(Reply.Of(999, "Request denied"))),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("a plain request gets something else", RunBuilder.Socket().Plain(Reply.Of(200, "OK")).Upgrade(Reply.Of(402, "Payment Required"))),
        new("a login wanted by both", Both(Reply.Of(401, "Unauthorized"))),
        new("both are sent elsewhere", Both(Reply.Redirect(301, "https://app.example/"))),
        new("a healthy chain", RunBuilder.Healthy()),
    ];

    private static RunBuilder Both(Reply reply) => RunBuilder.Socket().Plain(reply).Upgrade(reply);
}
