using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Wayleave.Cli.CommandLine;
using Wayleave.Cli.Reports.Json;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Cli.Reports.Sarif;

/// <summary>The report as SARIF 2.1.0, for code scanning: a cause is a rule, a finding a result, the socket its location.</summary>
internal static class SarifReport
{
    /// <summary>The report as SARIF.</summary>
    /// <param name="report">The report.</param>
    public static string Of(Report report)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            string[] causes = [.. report.Findings.Select(f => f.Finding.Cause).Distinct()];
            WriteTool(json, causes);
            WriteInvocation(json, report);
            json.WriteStartArray("results");
            foreach (ReportedFinding finding in report.Findings) WriteResult(json, report, finding, Array.IndexOf(causes, finding.Finding.Cause));
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return JsonText.Harmless(Encoding.UTF8.GetString(buffer.WrittenSpan)) + "\n";
    }

    private static void WriteTool(Utf8JsonWriter json, string[] causes)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "wayleave");
        json.WriteString("version", ProgramVersion.Text);
        json.WriteStartArray("rules");
        foreach (string name in causes)
        {
            Cause? cause = CauseCatalogue.Find(name);
            json.WriteStartObject();
            json.WriteString("id", name);
            WriteText(json, "shortDescription", cause?.Wrong ?? name);
            if (cause is not null) WriteText(json, "fullDescription", cause.Why);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteInvocation(Utf8JsonWriter json, Report report)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", report.Error is null);
        if (report.Error is { } error)
        {
            json.WriteStartArray("toolExecutionNotifications");
            json.WriteStartObject();
            json.WriteString("level", "error");
            WriteText(json, "message", error);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteResult(Utf8JsonWriter json, Report report, ReportedFinding reported, int rule)
    {
        Finding finding = reported.Finding;
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Cause);
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("level", finding.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" });
        string fix = reported.Fixes is [var first, ..] ? $" Fix for {Telling.Place(first)}: {first.Summary}" : "";
        WriteText(json, "message", $"{finding.Cause} at {finding.Hop}: {finding.Summary}{fix}");
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        // A location must be a URI: a mask in it is percent-encoded.
        json.WriteString("uri", Uri.TryCreate(finding.Socket ?? report.Run.Target.Url, UriKind.Absolute, out Uri? uri) ? uri.AbsoluteUri : report.Run.Target.Url);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("logicalLocations");
        json.WriteStartObject();
        json.WriteString("name", finding.Hop);
        json.WriteString("kind", "module");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        // SARIF's rank goes from 0 to 100.
        json.WriteNumber("rank", Math.Round(Math.Clamp(finding.Confidence, 0, 1) * 100, 1));
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string property, string text)
    {
        json.WriteStartObject(property);
        json.WriteString("text", Printable.Line(text));
        json.WriteEndObject();
    }
}
