using Wayleave.Rules.Causes;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Delivery;

/// <summary>A web application firewall in the chain answers the upgrade itself, though not with a refusal.</summary>
internal sealed class WafBreaks : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("firewall-breaks-the-switch", CauseNames.WafBreaksUpgrade)
    {
        Why = "A firewall that reads bodies waits for the end of one that never ends, or rewrites the 101.",
        Source = "Reported failure F085 (ModSecurity).",
        YieldsTo = [CauseNames.UpgradeHeaderStripped, CauseNames.BackendDown],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        if (CutByItsBytes(evidence.Public) is { } cut)
        {
            long bytes = cut.Session!.Echoes.Where(e => e.Returned).Sum(e => (long)e.Length);
            yield return Info.Found(
                Severity.Warning,
                0.55,
                Blame.First(evidence),
                $"The socket opened and was ended without a close frame after {Words.Time(cut.Session.End.AtMs)}, in the midst of messages that our own far end gives back ({Words.Number(bytes)} bytes of them had come back); sockets on which nothing was said lived longer: a hop that inspects what passes, or limits it, cuts it.",
                cut) with
            {
                Alternatives = [CauseNames.MaxMessageSize, CauseNames.ProxyBug, CauseNames.AppError],
                NextProbe = evidence.Direct.IsEmpty ? Blame.AskOrigin : null,
            };
            yield break;
        }

        string? waf = evidence.Hops.FirstOrDefault(h => h.Name is "modsecurity")?.Name;
        if (waf is null || evidence.Browser is not { Opened: false } browser || browser.Exchange.Status is 401 or 403 or 406 or 429)
            yield break;

        yield return Info.Found(
            Severity.Error,
            0.6,
            waf,
            $"The upgrade got {Words.Answer(browser)} in a chain with {waf}, which does not understand sockets unless it is switched off for their path.",
            browser) with
        {
            Alternatives = [CauseNames.UpgradeHeaderStripped],
            NextProbe = evidence.Direct.IsEmpty ? Blame.AskOrigin : null,
        };
    }

    // A message no larger than one that came back ends it, and silent sockets lived longer: neither a size nor an age.
    private static HandshakeProbe? CutByItsBytes(Way way)
    {
        if (way is not { Browser: { Session: { } session } browser, EndedByPeer: { Kind: EndKind.Eof or EndKind.Reset } end })
            return null;
        long fits = session.Echoes.Where(e => e.Returned).Select(e => (long)e.Length).DefaultIfEmpty(0).Max();
        EchoFacts? lost = session.Echoes.FirstOrDefault(e => !e.Returned);
        bool outlived = way.Handshakes.Any(h => h != browser && h is { Opened: true, Session.Echoes.IsEmpty: true, Session.End: { Kind: EndKind.ClosedByUs } other } && other.AtMs > end.AtMs + 100);
        return Arrivals.IsOurs(browser) && session.Frames.Any(f => f.Sent && f.Opcode is "text") && (lost is null ? fits == 0 : lost.Length <= Math.Max(fits, 1024)) && outlived ? browser : null;
    }
}
