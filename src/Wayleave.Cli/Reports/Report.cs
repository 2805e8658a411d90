using System.Collections.Immutable;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Facts;

namespace Wayleave.Cli.Reports;

/// <summary>What every format tells: the run, what it means, and the fixes for what was found.</summary>
/// <param name="Run">What was seen, with its secrets masked unless they are to be shown.</param>
/// <param name="Judgement">What it means.</param>
/// <param name="Findings">The findings with their fixes, in the judgement's order.</param>
internal sealed record Report(Run Run, Judgement Judgement, ImmutableArray<ReportedFinding> Findings)
{
    /// <summary>The sockets that the run speaks of, in the order in which they were found.</summary>
    public ImmutableArray<string> Sockets { get; } =
        [.. Run.Probes.Select(p => p.Socket).Concat(Judgement.Findings.Select(f => f.Socket)).OfType<string>().Distinct()];

    /// <summary>Why it could not be told; null if it could.</summary>
    public string? Error =>
        Run.Interrupted ? "interrupted: this is what was known by then" :
        Judgement.Verdict == Verdict.Inconclusive ? Judgement.Summary : null;

    /// <summary>Composes a report.</summary>
    /// <param name="run">What was seen.</param>
    /// <param name="judgement">What it means.</param>
    public static Report Of(Run run, Judgement judgement) =>
        new(run, judgement, [.. judgement.Findings.Select(f => new ReportedFinding(f, FixChoice.For(CauseCatalogue.Find(f.Cause), f, judgement.Hops)))]);
}
