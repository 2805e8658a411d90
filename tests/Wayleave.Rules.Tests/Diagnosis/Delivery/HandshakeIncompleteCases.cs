using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Delivery;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Diagnosis.Delivery;

internal sealed class HandshakeIncompleteCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new HandshakeIncomplete();

    public IEnumerable<RuleCase> Fires =>
    [
        new("no key was sent", Incomplete(), "client"),
    ];

    private static RunBuilder Incomplete() => RunBuilder.Socket().Add(id => Keyless(RunBuilder.Socket().Upgrade(Reply.Of(400, "Bad Request")).Build(), id));

    private static HandshakeProbe Keyless(Run run, string id)
    {
        HandshakeProbe probe = (HandshakeProbe)run.Probes[0];
        return probe with { Id = id, Exchange = probe.Exchange with { RequestHeaders = [.. probe.Exchange.RequestHeaders.Where(h => h.Name != "Sec-WebSocket-Key")] } };
    }

    public IEnumerable<RuleCase> Silent =>
    [
        new("complete and refused", RunBuilder.Socket().Upgrade(Reply.Of(400, "Bad Request"))),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
