using System.Collections.Immutable;
using System.Text;
using Wayleave.Cli.CommandLine;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Facts;

namespace Wayleave.Cli.Reports.Markdown;

/// <summary>The report for a ticket.</summary>
internal static class MarkdownReport
{
    /// <summary>The report as GitHub-flavoured Markdown.</summary>
    /// <param name="report">The report.</param>
    public static string Of(Report report)
    {
        var text = new StringBuilder();
        text.Append($"## {report.Judgement.Verdict}: {Code(report.Run.Target.Url)}\n\n{Plain(report.Judgement.Summary)}\n");
        if (report.Run.Interrupted) text.Append("\nStopped before the end: this is what was known by then.\n");
        if (!report.Judgement.Hops.IsEmpty) text.Append('\n').AppendJoin(" → ", report.Judgement.Hops.Select(h => HopText(h, report.Judgement))).Append('\n');
        foreach (ReportedFinding finding in report.Findings.Where(f => f.Finding.Severity != Severity.Info)) WriteFinding(text, report, finding);

        ReportedFinding[] asides = [.. report.Findings.Where(f => f.Finding.Severity == Severity.Info)];
        if (asides.Length > 0) text.Append("\n### Worth knowing\n\n");
        foreach (ReportedFinding aside in asides) text.Append($"- **{aside.Finding.Cause}**: {Plain(aside.Finding.Summary)}\n");
        WriteProbes(text, report.Run);
        return text.ToString();
    }

    private static string HopText(Hop hop, Judgement judgement) =>
        judgement.Findings.FirstOrDefault(f => f.Hop == hop.Name && f.Severity != Severity.Info) is { } here
            ? $"**{(here.Severity == Severity.Error ? "✕" : "!")} {Plain(hop.Name)}**"
            : Plain(hop.Name);

    private static void WriteFinding(StringBuilder text, Report report, ReportedFinding reported)
    {
        Finding finding = reported.Finding;
        text.Append($"\n### {finding.Cause} at {Plain(finding.Hop)}, {finding.Confidence * 100:0} % sure\n\n");
        if (finding.Socket is { } socket && report.Sockets.Length > 1) text.Append(Code(socket)).Append("\n\n");
        text.Append(Plain(finding.Summary)).Append('\n');
        if (!finding.Alternatives.IsEmpty) text.Append($"\nFrom outside it could also be {string.Join(" or ", finding.Alternatives)}.\n");
        if (finding.NextProbe is { } next) text.Append($"\nTo tell: {Plain(next)}\n");
        ImmutableArray<Probe> probes = Telling.Probes(report, finding);
        if (Telling.MostTelling(probes) is { } main && Telling.Exchange(main) is { } exchange) Fence(text, "http", ExchangeLines(exchange));
        foreach (Fix fix in reported.Fixes)
        {
            text.Append($"\n**Fix for {Plain(Telling.Place(fix))}**: {Plain(fix.Summary)}\n");
            if (fix.Snippet.Length > 0) Fence(text, "", fix.Snippet);
            text.Append($"\n{(fix.Basis == FixBasis.Tried ? "Tried by our tests" : "From documentation")}: {Plain(fix.Source)}\n");
        }
    }

    private static string ExchangeLines(HttpExchange exchange)
    {
        if (exchange is { Address: null, Failure: { } failure }) return $"no connection: {failure.Text}";
        var lines = new StringBuilder(Telling.RequestLine(exchange)).Append('\n');
        foreach (HeaderField header in exchange.RequestHeaders) lines.Append($"{header.Name}: {header.Value}\n");
        lines.Append('\n').Append(Telling.AnswerLine(exchange)).Append('\n');
        foreach (HeaderField header in Telling.Bearing(exchange)) lines.Append($"{header.Name}: {header.Value}\n");
        if (exchange.Body.Length > 0 && !Telling.IsBinary(exchange.Body)) lines.Append('\n').Append(exchange.Body.Length > 400 ? exchange.Body[..400] + "…" : exchange.Body);
        return lines.ToString();
    }

    private static void WriteProbes(StringBuilder text, Run run)
    {
        if (run.Probes.IsEmpty) return;
        text.Append($"\n<details><summary>{run.Probes.Length} probes</summary>\n\n| probe | outcome | ms | way |\n| --- | --- | ---: | --- |\n");
        foreach (Probe probe in run.Probes) text.Append($"| {Cell(probe.Id)} {Cell(probe.Name)} | {Cell(probe.Outcome)} | {probe.ElapsedMs:0.0} | {Cell(probe.Route)} |\n");
        text.Append("\n</details>\n");
    }

    // A fence longer than any run of backticks within cannot be closed from within.
    private static void Fence(StringBuilder text, string language, string block)
    {
        string clean = Printable.Block(block).TrimEnd('\n');
        int longest = 0, run = 0;
        foreach (char c in clean)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        string fence = new('`', Math.Max(3, longest + 1));
        text.Append($"\n{fence}{language}\n{clean}\n{fence}\n");
    }

    private static string Code(string text) => "`" + Printable.Line(text).Replace('`', '\'') + "`";

    private static string Cell(string text) => Plain(text).Replace("|", "\\|", StringComparison.Ordinal);

    // What Markdown or HTML would obey is escaped; @ and # would call people and issues.
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length + 8);
        foreach (char c in Printable.Line(text))
        {
            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '~') plain.Append('\\');
            plain.Append(c switch { '<' => "&lt;", '>' => "&gt;", '&' => "&amp;", '@' => "&#64;", _ => c.ToString() });
        }

        return plain.ToString();
    }
}
