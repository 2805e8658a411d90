using System.Collections.Immutable;
using System.Globalization;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis;

/// <summary>Turns what a run saw into what it means.</summary>
/// <remarks>
/// Each socket is judged alone, by every rule in the catalogue; then the whole target by its worst socket. A finding of severity error means
/// broken, a warning degraded. A socket that did not open and that no rule explains is inconclusive, and the summary says what was seen.
/// </remarks>
public static class Judge
{
    // An interrupted run is only believed where nothing that was left out could change the verdict.
    private const double Certain = 0.9;

    /// <summary>Judges a run by every rule in the catalogue.</summary>
    /// <param name="run">What was seen; may be incomplete if it was interrupted.</param>
    public static Judgement Of(Run run)
    {
        ArgumentNullException.ThrowIfNull(run);
        ImmutableArray<Evidence> subjects = Subjects.Of(run);
        ImmutableArray<SocketJudgement> judged = [.. subjects.Select(s => SocketJudgement.Of(s, Catalogue.Rules))];
        ImmutableArray<Finding> findings =
        [
            .. judged.SelectMany(j => j.Findings)
                .OrderByDescending(f => f.Severity)
                .ThenByDescending(f => f.Confidence),
        ];
        SocketJudgement worst = judged.MaxBy(j => Rank(j.Verdict)) ?? throw new InvalidOperationException("A run has at least one subject.");
        Verdict verdict = worst.Verdict;
        if (run.Interrupted && (verdict == Verdict.Works || !findings.Any(f => f.Severity > Severity.Info && f.Confidence >= Certain)))
            verdict = Verdict.Inconclusive;

        return new Judgement(verdict, Summary(run, verdict, worst, judged, findings), findings, Hops.Chain.Of(subjects, findings));
    }

    private static string Summary(
        Run run, Verdict verdict, SocketJudgement worst, ImmutableArray<SocketJudgement> judged, ImmutableArray<Finding> findings)
    {
        if (verdict == Verdict.Inconclusive && run.Interrupted)
            return findings.IsEmpty
                ? "The run was interrupted before anything was certain."
                : $"The run was interrupted before anything was certain; so far: {findings[0].Summary}";
        if (findings.FirstOrDefault(f => f.Severity > Severity.Info) is { } first && verdict is Verdict.Broken or Verdict.Degraded)
        {
            int failing = judged.Count(j => j.Verdict == verdict);
            string which = judged.Length > 1 ? $"{failing.ToString(CultureInfo.InvariantCulture)} of {judged.Length} sockets: " : "";
            return $"{which}{(verdict == Verdict.Broken ? "Broken" : "Degraded")} at {first.Hop}, {first.Cause}: {first.Summary}";
        }

        return judged.Length > 1 && verdict == Verdict.Works
            ? $"All {judged.Length} sockets of the page open and stay open."
            : worst.Summary;
    }

    private static int Rank(Verdict verdict) => verdict switch
    {
        Verdict.Broken => 3,
        Verdict.Degraded => 2,
        Verdict.Inconclusive => 1,
        _ => 0,
    };
}
