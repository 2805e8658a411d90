using Wayleave.Cli.CommandLine;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Facts;

namespace Wayleave.Cli.Reports.Text;

/// <summary>The report for a person at a terminal: the chain, the verdict, and for each finding the evidence and the fix, in the order of consequence.</summary>
internal static class TextReport
{
    /// <summary>The report's lines.</summary>
    /// <param name="report">The report.</param>
    /// <param name="look">Colours, width, details.</param>
    public static string Of(Report report, Look look)
    {
        var page = new TextPage(look);
        page.Gap();
        page.Raw("  " + page.Ink.Bold(Printable.Line(report.Run.Target.Url)));
        WriteSockets(page, report);
        page.Gap();
        ChainText.Write(page, report.Judgement);
        page.Gap();
        WriteVerdict(page, report);

        ReportedFinding[] telling = [.. report.Findings.Where(f => f.Finding.Severity != Severity.Info)];
        for (int i = 0; i < telling.Length; i++) FindingText.Write(page, report, telling[i], full: i == 0 || look.Verbose, told: i == 0 && report.SentenceTellsFirst);
        if (telling.Length == 0 && report.Judgement.Verdict != Verdict.Works) WriteUnexplained(page, report);
        WriteAsides(page, report);
        if (look.Verbose) WaterfallText.Write(page, report.Run);
        page.Gap();
        return page.ToString();
    }

    private static void WriteSockets(TextPage page, Report report)
    {
        if (report.Run.Target.Kind != TargetKind.Page) return;
        foreach (string socket in report.Sockets)
        {
            Severity? worst = report.Findings.Where(f => f.Finding.Socket == socket).Select(f => (Severity?)f.Finding.Severity).Max();
            string mark = worst switch { Severity.Error => page.Ink.Red("✕"), Severity.Warning => page.Ink.Yellow("!"), _ => page.Ink.Dim("·") };
            page.Raw($"    {mark} opens {Printable.Line(socket)}");
        }
    }

    private static void WriteVerdict(TextPage page, Report report)
    {
        Func<string, string> paint = report.Judgement.Verdict switch
        {
            Verdict.Works => page.Ink.Green,
            Verdict.Broken => page.Ink.Red,
            _ => page.Ink.Yellow,
        };
        (string mark, string word) = report.Judgement.Verdict switch
        {
            Verdict.Works => ("✓", "works"),
            Verdict.Degraded => ("!", "degraded"),
            Verdict.Broken => ("✕", "broken"),
            _ => ("?", "inconclusive"),
        };
        page.Labelled(2, paint($"{mark} {word}") + "  ", mark.Length + word.Length + 3, report.Sentence);
        if (report.Run.Interrupted) page.Paragraph(2, "Stopped before the end: this is what was known by then.", page.Ink.Yellow);
    }

    // What no rule explains is shown as it was: a reader may know more.
    private static void WriteUnexplained(TextPage page, Report report)
    {
        if (Telling.MostTelling(report.Run.Probes) is not { } probe) return;
        page.Gap();
        ExchangeText.Write(page, probe);
    }

    private static void WriteAsides(TextPage page, Report report)
    {
        ReportedFinding[] asides = [.. report.Findings.Where(f => f.Finding.Severity == Severity.Info)];
        if (asides.Length == 0) return;
        page.Gap();
        page.Raw("  " + page.Ink.Dim("Worth knowing; a browser does not meet it:"));
        foreach (ReportedFinding aside in asides) page.Labelled(4, page.Ink.Dim("·") + " ", 2, $"{aside.Finding.Cause}: {aside.Finding.Summary}");
    }
}
