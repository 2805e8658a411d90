using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Delivery;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Diagnosis.Delivery;

internal sealed class NotWebSocketCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new NotWebSocket();

    public IEnumerable<RuleCase> Fires =>
    [
        new("SSH answers", RunBuilder.Socket().Upgrade(Reply.Garbage("5353482d322e30")), "app"),
        new("a forbidden frame", RunBuilder.Socket().Upgrade(Reply.Opens().Ends(EndKind.ProtocolViolation, 20, detail: "a masked frame from a server")), "app"),
        new("an endless head", RunBuilder.Socket().Upgrade(Reply.Fails(FailureStage.Head, FailureKind.HeadTooLarge))),
        new("a head that never ends", RunBuilder.Socket().Upgrade(Reply.Fails(FailureStage.Head, FailureKind.TimedOut)), "app"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("no answer at all", RunBuilder.Socket().Upgrade(Reply.Silence())),
        new("plain refusal", RunBuilder.Socket().Upgrade(Reply.Of(400, "Bad Request"))),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
