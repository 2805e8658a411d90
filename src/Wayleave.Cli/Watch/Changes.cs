using Wayleave.Cli.CommandLine;
using Wayleave.Cli.Reports;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Cli.Watch;

/// <summary>What is different between two rounds.</summary>
internal static class Changes
{
    /// <summary>A line a change: the verdict's first, then findings that came, then those that went; empty if all is as it was.</summary>
    /// <param name="before">The round before.</param>
    /// <param name="after">This round.</param>
    public static IEnumerable<string> Between(Report before, Report after)
    {
        if (before.Judgement.Verdict != after.Judgement.Verdict)
        {
            yield return $"{Word(before)} → {Word(after)}: {Printable.Line(after.Sentence)}";
        }

        HashSet<(string, string, string?)> were = [.. before.Judgement.Findings.Select(Key)], are = [.. after.Judgement.Findings.Select(Key)];
        foreach (Finding came in after.Judgement.Findings.Where(f => !were.Contains(Key(f)))) yield return $"+ {came.Cause} at {Printable.Line(came.Hop)}: {Printable.Line(came.Summary)}";
        foreach (Finding went in before.Judgement.Findings.Where(f => !are.Contains(Key(f)))) yield return $"- {went.Cause} at {Printable.Line(went.Hop)}";
    }

    private static (string, string, string?) Key(Finding finding) => (finding.Cause, finding.Hop, finding.Socket);

    private static string Word(Report report) => report.Judgement.Verdict.ToString().ToLowerInvariant();
}
