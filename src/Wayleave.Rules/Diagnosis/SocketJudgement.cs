using System.Collections.Immutable;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis;

/// <summary>What is true of one socket.</summary>
/// <param name="Verdict">The outcome for this socket alone.</param>
/// <param name="Summary">The outcome in a sentence, for when no finding says it.</param>
/// <param name="Findings">The findings that stand.</param>
internal sealed record SocketJudgement(Verdict Verdict, string Summary, ImmutableArray<Finding> Findings)
{
    /// <summary>Asks every rule, and drops what another finding explains better.</summary>
    /// <param name="evidence">What was seen at the socket.</param>
    /// <param name="rules">The rules to ask.</param>
    public static SocketJudgement Of(Evidence evidence, ImmutableArray<IDiagnosisRule> rules)
    {
        SocketJudgement whole = AsSeen(evidence, rules);
        return Repeats.Of(evidence.Public) is { } repeats && !whole.Findings.Any(f => f.Cause == CauseNames.StickySessionMissing)
            ? ByChance(evidence, repeats, rules)
            : whole;
    }

    // Some of the like handshakes work: each backend is judged alone, and what is wrong with the failing one only degrades the whole.
    private static SocketJudgement ByChance(Evidence evidence, Repeats repeats, ImmutableArray<IDiagnosisRule> rules)
    {
        SocketJudgement lucky = AsSeen(repeats.Lucky(evidence), rules);
        Finding[] unlucky = [.. AsSeen(repeats.Unlucky(evidence), rules).Findings.Where(f => f.Severity > Severity.Info && lucky.Findings.All(l => l.Cause != f.Cause))];
        if (unlucky.Length == 0)
        {
            unlucky =
            [
                new Finding
                {
                    Cause = CauseNames.AppError,
                    Severity = Severity.Warning,
                    Confidence = 0.5,
                    Hop = Hops.Chain.App,
                    Summary = $"Of like handshakes one got {Words.Answer(repeats.Failing[0])}: one of several backends answers in its own way.",
                    Evidence = [repeats.Failing[0].Id],
                },
            ];
        }

        ImmutableArray<Finding> findings =
        [
            .. lucky.Findings,
            .. unlucky.Select(f => f with
            {
                Severity = Severity.Warning,
                Summary = $"{repeats.Counts}. {f.Summary}",
                Evidence = [.. f.Evidence.Union([repeats.Working[0].Id, .. repeats.Failing.Select(h => h.Id)], StringComparer.Ordinal)],
                Socket = evidence.Run.Target.Kind == TargetKind.Socket ? null : evidence.Socket.OriginalString,
            }),
        ];
        Verdict verdict = lucky.Verdict == Verdict.Works ? Verdict.Degraded : lucky.Verdict;
        return new SocketJudgement(verdict, lucky.Summary, findings);
    }

    private static SocketJudgement AsSeen(Evidence evidence, ImmutableArray<IDiagnosisRule> rules)
    {
        if (IsSlowPage(evidence))
            return new SocketJudgement(
                Verdict.Inconclusive,
                $"The page {evidence.Socket.OriginalString} did not come within {Words.Time(evidence.Asked.TimeoutMs)}, though what serves it answers; give it longer with --timeout, or give the socket's own URL (wss://…).",
                []);
        (RuleInfo Rule, Finding Finding)[] all = [.. rules.SelectMany(r => r.Check(evidence).Select(f => (r.Info, f)))];
        ImmutableArray<Finding> standing =
        [
            .. all.Where(a => !Yields(a.Rule, a.Finding, all))
                .GroupBy(a => a.Finding.Cause, StringComparer.Ordinal)
                .Select(g => g.MaxBy(a => (a.Finding.Severity, a.Finding.Confidence)).Finding)
                .Select(f => f with { Socket = evidence.IsPage || evidence.Run.Target.Kind == TargetKind.Socket ? null : evidence.Socket.OriginalString }),
        ];
        Verdict verdict = VerdictOf(evidence, standing);
        return new SocketJudgement(verdict, Outcome(evidence, verdict), standing);
    }

    // Which sockets such a page opens is unknown, and a handshake at the page's own address says nothing of them.
    private static bool IsSlowPage(Evidence evidence) =>
        evidence.IsPage
        && evidence.Run.Probes.OfType<HttpProbe>().Any(p => p.Name is "http-page" or "http-redirect" && p.Exchange.Failure is { Kind: FailureKind.TimedOut, Stage: not FailureStage.Tls })
        && evidence.Public.Probes.OfType<HttpProbe>().Any(p => p.Name is "http-root" or "http-socket-path" && p.Exchange.Status is >= 200 and < 400);

    private static bool Yields(RuleInfo rule, Finding finding, (RuleInfo Rule, Finding Finding)[] all) => all.Any(other =>
        other.Finding != finding
        && other.Finding.Cause != finding.Cause
        && (rule.YieldsTo.Contains(other.Finding.Cause)
            || (rule.LastResort && !other.Rule.LastResort && other.Finding.Severity == Severity.Error)));

    private static Verdict VerdictOf(Evidence evidence, ImmutableArray<Finding> findings)
    {
        if (findings.Any(f => f.Severity == Severity.Error))
            return Verdict.Broken;
        if (evidence.Public.Browser is not { Opened: true })
            return Verdict.Inconclusive;
        return findings.Any(f => f.Severity == Severity.Warning) ? Verdict.Degraded : Verdict.Works;
    }

    private static string Outcome(Evidence evidence, Verdict verdict)
    {
        if (verdict != Verdict.Inconclusive)
        {
            SessionEnd? end = evidence.Public.Browser?.Session?.End;
            return end is null
                ? $"{evidence.Socket.OriginalString} opens."
                : $"{evidence.Socket.OriginalString} opens ({Words.Answer(evidence.Public.Browser)}) and stays usable for the {Words.Time(end.AtMs)} that it was held.";
        }

        if (evidence.IsPage && evidence.Run.Probes.OfType<PageProbe>().FirstOrDefault(p => p.App is not null && !p.Sockets.IsEmpty) is { } page)
            return $"The page {evidence.Socket.OriginalString} is {page.App}'s, and no socket of it is open to try ({page.Sockets[0].Url} is not there); give the socket's own URL (wss://…).";
        if (evidence.IsPage && evidence.Run.Probes.OfType<PageProbe>().SelectMany(p => p.Sockets).FirstOrDefault() is { } guessed)
            return $"The page {evidence.Socket.OriginalString} opens a socket like {guessed.Url}, of which a part is known only where the page runs, and nothing is there; give the socket's own URL (wss://…).";
        if (evidence.IsPage)
            return $"The page {evidence.Socket.OriginalString} opens no socket that its HTML and scripts show; give the socket's own URL (wss://…).";
        return evidence.Public.Browser is { } browser
            ? $"{evidence.Socket.OriginalString} did not open ({Words.Answer(browser)}), and nothing that was seen says why."
            : $"{evidence.Socket.OriginalString} was not tried, so nothing is known of it.";
    }
}
