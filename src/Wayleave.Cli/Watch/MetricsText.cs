using System.Globalization;
using System.Text;
using Wayleave.Cli.CommandLine;
using Wayleave.Cli.Reports;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Facts;

namespace Wayleave.Cli.Watch;

/// <summary>A round's outcome in the Prometheus text format, version 0.0.4.</summary>
internal static class MetricsText
{
    /// <summary>The metrics.</summary>
    /// <param name="report">The round's report.</param>
    /// <param name="rounds">How many rounds there were.</param>
    /// <param name="took">How long this one took.</param>
    /// <param name="now">When it ended.</param>
    public static string Of(Report report, long rounds, TimeSpan took, DateTimeOffset now)
    {
        var text = new StringBuilder();
        string target = $"target=\"{Label(report.Run.Target.Url)}\"";
        Head(text, "wayleave_doctor_verdict", "gauge", "1 for the verdict of the last round, 0 for the others.");
        foreach (Verdict verdict in Enum.GetValues<Verdict>())
        {
            Line(text, "wayleave_doctor_verdict", $"{target},verdict=\"{verdict.ToString().ToLowerInvariant()}\"", verdict == report.Judgement.Verdict ? 1 : 0);
        }

        Head(text, "wayleave_doctor_findings", "gauge", "The findings of the last round.");
        foreach (IGrouping<string, Finding> same in report.Judgement.Findings.GroupBy(f =>
            $"{target},cause=\"{Label(f.Cause)}\",hop=\"{Label(f.Hop)}\",severity=\"{f.Severity.ToString().ToLowerInvariant()}\""))
        {
            Line(text, "wayleave_doctor_findings", same.Key, same.Count());
        }

        Head(text, "wayleave_doctor_rounds_total", "counter", "Rounds since the start.");
        Line(text, "wayleave_doctor_rounds_total", target, rounds);
        Head(text, "wayleave_doctor_round_duration_seconds", "gauge", "How long the last round took.");
        Line(text, "wayleave_doctor_round_duration_seconds", target, took.TotalSeconds);
        Head(text, "wayleave_doctor_last_round_timestamp_seconds", "gauge", "When the last round ended.");
        Line(text, "wayleave_doctor_last_round_timestamp_seconds", target, now.ToUnixTimeSeconds());
        if (report.Run.Probes.OfType<HandshakeProbe>().FirstOrDefault(h => h is { Variation: Variation.Browser, Route: Probe.PublicRoute, Opened: true }) is { } browser)
        {
            Head(text, "wayleave_doctor_handshake_seconds", "gauge", "How long a browser's handshake took.");
            Line(text, "wayleave_doctor_handshake_seconds", target, browser.ElapsedMs / 1000);
            if (browser.Session?.PingMs is { } ping)
            {
                Head(text, "wayleave_doctor_ping_seconds", "gauge", "The round trip of a ping.");
                Line(text, "wayleave_doctor_ping_seconds", target, ping / 1000);
            }
        }

        return text.ToString();
    }

    private static void Head(StringBuilder text, string name, string type, string help) =>
        text.Append("# HELP ").Append(name).Append(' ').Append(help).Append("\n# TYPE ").Append(name).Append(' ').Append(type).Append('\n');

    private static void Line(StringBuilder text, string name, string labels, double value) =>
        text.Append(name).Append('{').Append(labels).Append("} ").Append(value.ToString("0.######", CultureInfo.InvariantCulture)).Append('\n');

    private static string Label(string value) =>
        Printable.Line(value).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
