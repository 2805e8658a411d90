using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Delivery;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Diagnosis.Delivery;

internal sealed class KnownDefectCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new KnownDefect();

    public IEnumerable<RuleCase> Fires =>
    [
        new("cut after 2 s of silence behind Traefik", RunBuilder.Socket().Upgrade(Reply.Opens().By("Traefik").Ends(EndKind.Eof, 2000)), "traefik"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("cut behind something else", RunBuilder.Socket().Upgrade(Reply.Opens().Ends(EndKind.Eof, 2000))),
        new("a close frame is somebody's decision", RunBuilder.Socket().Upgrade(Reply.Opens().By("Traefik").Ends(EndKind.CloseFrame, 2000, 1000))),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
