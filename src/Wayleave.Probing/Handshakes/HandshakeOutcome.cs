using Wayleave.Probing.Http;
using Wayleave.Probing.Sessions;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Handshakes;

/// <summary>What came of a handshake.</summary>
/// <param name="Start">The probe's beginning.</param>
/// <param name="Probe">The facts up to the answer.</param>
internal sealed record HandshakeOutcome(ProbeStart Start, HandshakeProbe Probe)
{
    /// <summary>The open socket; null if it did not open. Whoever shook hands owns it.</summary>
    public LiveSocket? Socket { get; init; }

    /// <summary>True if the far end has signed itself as ours.</summary>
    public bool OurFarEnd { get; init; }

    /// <summary>The facts with what the socket did.</summary>
    public HandshakeProbe With(SessionFacts session, ArrivedFacts? arrived) => Probe with
    {
        Session = session,
        Arrived = arrived ?? Probe.Arrived,
        Outcome = session.End.Kind is EndKind.ClosedByUs ? Probe.Outcome : $"{Probe.Outcome}, {Outcomes.Of(session.End)}",
    };
}
