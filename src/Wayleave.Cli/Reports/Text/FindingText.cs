using System.Collections.Immutable;
using Wayleave.Cli.CommandLine;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Facts;

namespace Wayleave.Cli.Reports.Text;

/// <summary>One finding: cause, conclusion, evidence, what else it might be, fixes.</summary>
internal static class FindingText
{
    // A fix for each product that might stand there helps; a catalogue does not.
    private const int MostFixes = 2;

    /// <summary>Writes it.</summary>
    /// <param name="page">The report.</param>
    /// <param name="report">All there is to tell.</param>
    /// <param name="reported">The finding.</param>
    /// <param name="full">Whether to show the telling exchange whole.</param>
    /// <param name="told">Whether the verdict has said the conclusion already.</param>
    public static void Write(TextPage page, Report report, ReportedFinding reported, bool full, bool told)
    {
        Finding finding = reported.Finding;
        Func<string, string> paint = finding.Severity == Severity.Error ? page.Ink.Red : page.Ink.Yellow;
        page.Gap();
        page.Raw($"  {paint(page.Ink.Bold(finding.Cause))} {page.Ink.Dim($"at {Printable.Line(finding.Hop)}, {finding.Confidence * 100:0} % sure")}");
        if (finding.Socket is { } socket && report.Sockets.Length > 1) page.Paragraph(2, socket, page.Ink.Dim);
        if (!told) page.Paragraph(2, finding.Summary);
        WriteAlternatives(page, finding);

        ImmutableArray<Probe> probes = Telling.Probes(report, finding);
        Probe? main = full ? Telling.MostTelling(probes) : null;
        if (main is not null)
        {
            page.Gap();
            ExchangeText.Write(page, main);
        }

        WriteEvidence(page, probes, main);
        WriteFixes(page, reported);
    }

    private static void WriteAlternatives(TextPage page, Finding finding)
    {
        if (!finding.Alternatives.IsEmpty) page.Paragraph(2, $"From outside it could also be {string.Join(" or ", finding.Alternatives)}.");
        if (finding.NextProbe is { } next) page.Labelled(2, page.Ink.Dim("To tell:") + " ", 9, next);
    }

    private static void WriteEvidence(TextPage page, ImmutableArray<Probe> probes, Probe? main)
    {
        Probe[] others = [.. probes.Where(p => p != main)];
        if (others.Length == 0) return;
        page.Gap();
        int names = others.Max(p => p.Name.Length);
        foreach (Probe probe in others)
        {
            string way = probe.Route == Probe.PublicRoute ? "" : $" straight to {probe.Route}";
            string end = Telling.End(probe) is { } ended ? $"; {ended}" : "";
            page.Raw("  " + page.Ink.Dim(Printable.Short($"{probe.Id,-4} {probe.Name.PadRight(names)}  {probe.Outcome}{end}{way}", page.Width - 2)));
        }
    }

    private static void WriteFixes(TextPage page, ReportedFinding reported)
    {
        int most = page.Verbose ? int.MaxValue : MostFixes;
        foreach (Fix fix in reported.Fixes.Take(most))
        {
            page.Gap();
            page.Labelled(2, page.Ink.Green(page.Ink.Bold($"Fix ({Telling.Place(fix)})")) + "  ", Telling.Place(fix).Length + 8, fix.Summary);
            if (fix.Snippet.Length > 0) page.Block(6, fix.Snippet, page.Ink.Blue);
            page.Paragraph(6, (fix.Basis == FixBasis.Tried ? "tried: " : "documentation: ") + fix.Source, page.Ink.Dim);
        }

        page.Gap();
        int left = Math.Max(0, reported.Fixes.Length - most);
        string more = left == 0 ? "" : $" ({left} more {(left == 1 ? "fix" : "fixes")})";
        page.Raw("  " + page.Ink.Dim($"wayleave explain {reported.Finding.Cause} tells more{more}"));
    }
}
