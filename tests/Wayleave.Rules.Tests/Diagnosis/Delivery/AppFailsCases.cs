using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Delivery;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Diagnosis.Delivery;

internal sealed class AppFailsCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new AppFails();

    public IEnumerable<RuleCase> Fires =>
    [
        new("Apache's own 500", RunBuilder.Socket().Upgrade(Reply.Of(500, "Internal Server Error").By("Apache").WithBody("<address>Apache/2.4.66 Server</address>")), "apache"),
        new("500", RunBuilder.Socket().Upgrade(Reply.Of(500, "Internal server error")), "app"),
        new("1011 right after the handshake", RunBuilder.Socket().Upgrade(Reply.Opens().Ends(EndKind.CloseFrame, 30, 1011)), "app"),
        new("hung up right after the handshake", RunBuilder.Socket().Upgrade(Reply.Opens().Ends(EndKind.Reset, 4)), "app"),
        new("hung up on the handshake", RunBuilder.Socket().Plain(Reply.Of(200, "OK")).Upgrade(Reply.Fails(FailureStage.FirstByte, FailureKind.Closed))),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("closed with a code of its own for want of a message", RunBuilder.Socket().Upgrade(Reply.Opens().Ends(EndKind.CloseFrame, 3000, 4000))),
        new("closed by us", RunBuilder.Socket().Upgrade(Reply.Opens())),
        new("a gateway error", RunBuilder.Socket().Upgrade(Reply.Of(502, "Bad Gateway"))),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
