using Wayleave.Cli.Input;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Facts;

namespace Wayleave.Cli.Reports.Html;

/// <summary>The report as one page that needs nothing else: verdict, chain, findings with fixes, waterfall, and all the evidence to unfold.</summary>
internal static class HtmlReport
{
    /// <summary>The page.</summary>
    /// <param name="report">The report.</param>
    public static string Of(Report report)
    {
        var page = new HtmlPage();
        string verdict = report.Judgement.Verdict.ToString();
        page.Markup("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        // The page shows what strangers sent: whatever slips through, nothing may run or be fetched.
        page.Markup("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<meta name=\"color-scheme\" content=\"light dark\">\n");
        page.Element("title", $"{verdict}: {report.Run.Target.Url}").Markup("\n<style>\n").Markup(HtmlStyle.Text).Markup("</style>\n</head>\n<body>\n<main>\n");
        page.Markup("<header>\n").Element("p", "wayleave doctor", "brand").Element("h1", report.Run.Target.Url).Markup("\n</header>\n");

        page.Markup($"<section class=\"verdict {verdict.ToLowerInvariant()}\">");
        page.Element("strong", verdict).Element("p", report.Sentence);
        if (report.Run.Interrupted) page.Element("p", "Stopped before the end: this is what was known by then.", "note");
        page.Markup("</section>\n");
        WriteSockets(page, report);
        HtmlChain.Write(page, report.Judgement);

        foreach (ReportedFinding finding in report.Findings.Where(f => f.Finding.Severity != Severity.Info)) WriteFinding(page, report, finding);
        WriteAsides(page, report);
        if (!report.Run.Probes.IsEmpty)
        {
            page.Markup("<section>\n<h2>Waterfall</h2>\n");
            HtmlWaterfall.Write(page, report.Run);
            page.Markup("</section>\n<section>\n<h2>Evidence</h2>\n");
            foreach (Probe probe in report.Run.Probes) HtmlEvidence.Write(page, probe);
            page.Markup("</section>\n");
        }

        return page.Markup("</main>\n</body>\n</html>\n").ToString();
    }

    private static void WriteSockets(HtmlPage page, Report report)
    {
        if (report.Run.Target.Kind != TargetKind.Page || report.Sockets.IsEmpty) return;
        page.Markup("<section>\n<h2>The page opens</h2>\n<ul>");
        foreach (string socket in report.Sockets) page.Markup("<li>").Element("code", socket).Markup("</li>");
        page.Markup("</ul>\n</section>\n");
    }

    private static void WriteFinding(HtmlPage page, Report report, ReportedFinding reported)
    {
        Finding finding = reported.Finding;
        page.Markup($"<section class=\"finding {finding.Severity.ToString().ToLowerInvariant()}\">\n");
        page.Element("h2", finding.Cause);
        page.Element("p", $"at {finding.Hop}, {finding.Confidence * 100:0} % sure", "meta");
        if (finding.Socket is { } socket && report.Sockets.Length > 1) page.Markup("<p>").Element("code", socket).Markup("</p>");
        if (!report.SentenceTellsFirst || reported != report.Findings[0]) page.Element("p", finding.Summary);
        if (!finding.Alternatives.IsEmpty) page.Element("p", $"From outside it could also be {string.Join(" or ", finding.Alternatives)}.");
        if (finding.NextProbe is { } next) page.Element("p", $"To tell: {next}");
        if (!finding.Evidence.IsEmpty)
        {
            page.Markup("<p class=\"meta\">Evidence: ");
            foreach ((int i, Probe probe) in Telling.Probes(report, finding).Index())
            {
                if (i > 0) page.Markup(", ");
                page.Markup($"<a href=\"#{HtmlPage.Anchor(probe.Id)}\">").Text($"{probe.Name} ({probe.Outcome})").Markup("</a>");
            }

            page.Markup("</p>\n");
        }

        if (Telling.MostTelling(Telling.Probes(report, finding)) is { } main) HtmlEvidence.WriteExchange(page, main, bearingOnly: true);
        foreach (Fix fix in reported.Fixes)
        {
            page.Markup("<div class=\"fix\">").Element("h3", $"Fix for {Telling.Place(fix)}").Element("p", fix.Summary);
            if (fix.Snippet.Length > 0) page.Element("pre", fix.Snippet);
            page.Element("p", (fix.Basis == FixBasis.Tried ? "Tried by our tests: " : "From documentation: ") + fix.Source, "meta").Markup("</div>\n");
        }

        page.Markup("</section>\n");
    }

    private static void WriteAsides(HtmlPage page, Report report)
    {
        ReportedFinding[] asides = [.. report.Findings.Where(f => f.Finding.Severity == Severity.Info)];
        if (asides.Length == 0) return;
        page.Markup("<section>\n<h2>Worth knowing</h2>\n<ul>");
        foreach (ReportedFinding aside in asides)
        {
            page.Markup("<li>").Element("strong", aside.Finding.Cause).Text($" at {aside.Finding.Hop}: {aside.Finding.Summary}").Markup("</li>");
        }

        page.Markup("</ul>\n</section>\n");
    }
}
