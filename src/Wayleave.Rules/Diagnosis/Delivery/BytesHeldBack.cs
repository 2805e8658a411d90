using Wayleave.Rules.Causes;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Delivery;

/// <summary>Small messages come back late or only with larger ones, while the connection itself is quick.</summary>
internal sealed class BytesHeldBack : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("small-frames-come-late", CauseNames.ResponseBuffering)
    {
        Why = "A hop collects bytes until a buffer is full; a socket's small frames wait in it.",
        Source = "nginx's proxy_buffering holds streamed responses; measured on our own echo only.",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        if (evidence.Browser is not { Session: { } session } browser)
            yield break;
        EchoFacts[] small = [.. session.Echoes.Where(e => e.Name.StartsWith("small", StringComparison.Ordinal))];
        if (NothingReturns(session))
        {
            yield return Info.Found(
                Severity.Warning,
                0.7,
                Blame.First(evidence),
                $"{Words.Number(session.Echoes.Length)} messages were sent on the open socket and {(session.Echoes.Any(e => e.Returned) ? "only the largest came back" : "none came back")} while it was held, though the far end gives each back at once: a hop holds back what the app sends.",
                browser) with
            {
                Alternatives = [CauseNames.WafBreaksUpgrade, CauseNames.ProxyBug],
                NextProbe = evidence.Direct.IsEmpty ? "--via HOST:PORT for each hop, or --origin HOST:PORT (the app's own address)" : null,
            };
            yield break;
        }

        if (small.Length < 2)
            yield break;
        double quick = Math.Max(browser.Exchange.FirstByteMs - browser.Exchange.ConnectedMs ?? 0, session.PingMs ?? 0);
        EchoFacts[] late = [.. small.Where(e => !e.Returned || e.ElapsedMs > 400 + (4 * quick))];
        bool bigWell = session.Echoes.Any(e => e.Length >= 16384 && e.Returned);
        bool handshakeQuick = quick < 300;
        if (late.Length < 2 || !handshakeQuick || (!bigWell && late.All(e => !e.Returned)))
            yield break;
        // A hop that holds small frames back holds each of them back. One alone that came at once shows that it does not:
        // then the series met a machine or a line that stood still for a moment.
        if (session.Echoes.Any(e => e.Name is "text" or "binary" && e.Returned && e.ElapsedMs <= 200 + (4 * quick)))
            yield break;

        yield return Info.Found(
            Severity.Warning,
            0.85,
            Blame.First(evidence),
            $"{late.Length} of {small.Length} small messages came back after up to {Words.Time(late.Max(e => e.ElapsedMs))}, while the handshake took {Words.Time(quick)}: a hop holds back small frames.",
            browser);
    }

    // The socket lives, and of all that our own far end has to give back nothing small arrives.
    private static bool NothingReturns(SessionFacts session) =>
        session.End.Kind is EndKind.ClosedByUs or EndKind.ClosedByUsUnanswered
        // One alone may only have been slow.
        && session.Echoes.Length > 1
        && session.Echoes.All(e => !e.Returned || e.Length >= 16384);
}
