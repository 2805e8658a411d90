using System.Collections.Immutable;
using Wayleave.Rules.Config;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Lint;

namespace Wayleave.Cli.Lint;

/// <summary>Carries out fixes in memory until there are none left: one may make room for another, and two at one place are made one after the other.</summary>
internal sealed class Mending
{
    // Each round makes at least one fix, and a fix takes its finding away. Two rules that undo each other would go on for ever.
    private const int MostRounds = 10;

    private readonly Dictionary<string, SourceText> _originals = [];
    private readonly Dictionary<string, SourceText> _edited = [];

    private Mending(LintReport report) => Report = report;

    /// <summary>What is left when all is mended.</summary>
    public LintReport Report { get; private set; }

    /// <summary>How many fixes were made.</summary>
    public int Made { get; private set; }

    /// <summary>The changed files, before and after.</summary>
    public IEnumerable<(SourceText Before, SourceText After)> Changed =>
        _edited.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => (_originals[file.Key], file.Value)).Where(pair => pair.Item1.Text != pair.Item2.Text);

    /// <summary>Mends what a report found.</summary>
    /// <param name="report">The report.</param>
    /// <param name="sources">The files that were named.</param>
    /// <param name="options">What they were linted with.</param>
    public static Mending Of(LintReport report, ImmutableArray<SourceText> sources, LintOptions options)
    {
        var mending = new Mending(report);
        for (int round = 0; round < MostRounds && mending.Round(); round++)
        {
            ImmutableArray<SourceText> now = [.. sources.Select(source => mending._edited.GetValueOrDefault(source.Name, source))];
            ReadContext context = options.Context with { Files = new EditedFiles(options.Context.Files, mending._edited) };
            mending.Report = Linter.Check(now, options with { Context = context });
        }

        return mending;
    }

    private bool Round()
    {
        // Of fixes that touch the same place the first is made now. A fix is made whole or not at all.
        var chosen = new List<Edit>();
        foreach (LintFix fix in Report.Findings.Select(finding => finding.Fix).OfType<LintFix>())
        {
            if (fix.Edits.Any(edit => chosen.Any(other => other != edit && Overlap(other.At, edit.At)))) continue;
            chosen.AddRange(fix.Edits.Except(chosen));
            Made++;
        }

        foreach (IGrouping<SourceText, Edit> file in chosen.GroupBy(edit => edit.At.Source))
        {
            _originals.TryAdd(file.Key.Name, file.Key);
            _edited[file.Key.Name] = new SourceText(file.Key.Name, Edits.Apply(file.Key, file, out _));
        }

        return chosen.Count > 0;
    }

    private static bool Overlap(Span one, Span other) => one.Source == other.Source && one.Start <= other.End && other.Start <= one.End;
}
