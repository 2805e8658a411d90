using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Payload;

/// <summary>The connection ends at a message over a limit of a hop or of the app.</summary>
internal sealed class MessageTooLarge : IDiagnosisRule
{
    private const int TooBig = 1009;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("limit-on-the-size-of-messages", CauseNames.MaxMessageSize)
    {
        Why = "Smaller messages came back whole; the larger one ended the connection, with close code 1009 where the receiver says why.",
        Source = "https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        foreach (HandshakeProbe probe in evidence.Public.Handshakes)
        {
            if (probe is not { Opened: true, Session: { } session } || session.End.Kind is EndKind.ClosedByUs or EndKind.ClosedByUsUnanswered or EndKind.ProtocolViolation)
                continue;
            long fits = session.Echoes.Where(e => e.Returned).Select(e => e.Length).DefaultIfEmpty(0).Max();
            long sent = session.Frames.Where(f => f.Sent && f.Opcode is "text" or "binary").Select(f => f.Length).DefaultIfEmpty(0).Max();
            EchoFacts? cut = session.Echoes.Where(e => !e.Returned && e.Length > Math.Max(fits, 1024)).MinBy(e => e.Length);
            bool said = session.End is { Kind: EndKind.CloseFrame, Code: TooBig };
            if (!said && (cut is null || fits == 0 || (session.End is { Kind: EndKind.CloseFrame, Code: 1000 or 1001 })))
                continue;

            long size = cut?.Length ?? sent;
            yield return Info.Found(Severity.Warning, said ? 0.97 : 0.75, HopOf(evidence, probe, size, said), Sentence(session, fits, size, said), probe);
            yield break;
        }
    }

    private static string Sentence(SessionFacts session, long fits, long size, bool said)
    {
        string end = said
            ? $"close code 1009{(session.End.Reason.Length > 0 ? $" \"{session.End.Reason}\"" : "")}"
            : session.End.Kind == EndKind.Reset ? "a reset" : "an end without a close frame";
        string smaller = fits > 0 ? $", while one of {Words.Number(fits)} bytes came back whole" : "";
        string larger = size > 0 ? $"A message of {Words.Number(size)} bytes" : "A message";
        return $"{larger} was answered with {end}{smaller}: some limit on the size of messages lies between.";
    }

    private static string HopOf(Evidence evidence, HandshakeProbe probe, long size, bool said)
    {
        bool passesStraight = evidence.Direct.Any(w => w.Varied(probe.Variation)?.Session?.Echoes.Any(e => e.Returned && e.Length >= size) == true);
        if (passesStraight)
            return Blame.First(evidence);
        // Of the hops that we know, only API Gateway speaks WebSocket itself; else a close frame is the app's.
        if (said)
            return evidence.Has("api-gateway") ? "api-gateway" : Chain.App;
        return Blame.Proxy(evidence);
    }
}
