using System.Text;

namespace Wayleave.Cli.Reports.Text;

/// <summary>The report for a person at a terminal.</summary>
internal static class TextReport
{
    /// <summary>The report's lines.</summary>
    /// <param name="report">The report.</param>
    /// <param name="look">Colours, width, details.</param>
    public static string Of(Report report, Look look)
    {
        _ = look;
        var text = new StringBuilder();
        text.Append(report.Judgement.Verdict).Append(": ").Append(report.Judgement.Summary).Append('\n');
        foreach (ReportedFinding finding in report.Findings) text.Append("  ").Append(finding.Finding.Cause).Append(": ").Append(finding.Finding.Summary).Append('\n');
        return text.ToString();
    }
}
