using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Wayleave.Cli.CommandLine;
using Wayleave.Cli.Reports.Json;
using Wayleave.Rules.Config;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Lint;

namespace Wayleave.Cli.Lint;

/// <summary>The findings as SARIF 2.1.0, for code scanning, with their fixes.</summary>
/// <seealso href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</seealso>
internal static class LintSarif
{
    /// <summary>The report as SARIF.</summary>
    public static string Of(LintReport report)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            ImmutableArray<LintRuleInfo> rules = [.. report.Findings.Select(finding => finding.Rule).Distinct()];
            json.WriteStartObject();
            json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            WriteTool(json, rules);
            // Columns are UTF-16 units here, as in SARIF by default.
            json.WriteString("columnKind", "utf16CodeUnits");
            WriteInvocation(json, report.Errors);
            json.WriteStartArray("results");
            foreach (LintFinding finding in report.Findings) WriteResult(json, finding, rules.IndexOf(finding.Rule));
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return JsonText.Harmless(Encoding.UTF8.GetString(buffer.WrittenSpan)) + "\n";
    }

    private static string Level(Severity severity) => severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" };

    private static void WriteTool(Utf8JsonWriter json, ImmutableArray<LintRuleInfo> rules)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "wayleave");
        json.WriteString("version", ProgramVersion.Text);
        json.WriteStartArray("rules");
        foreach (LintRuleInfo rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Name);
            WriteText(json, "shortDescription", rule.Why);
            WriteText(json, "help", rule.Fix);
            if (Uri.IsWellFormedUriString(rule.Source, UriKind.Absolute)) json.WriteString("helpUri", rule.Source);
            json.WriteStartObject("properties");
            json.WriteString("cause", rule.Cause);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteInvocation(Utf8JsonWriter json, ImmutableArray<ReadError> errors)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", errors.IsEmpty);
        json.WriteStartArray("toolExecutionNotifications");
        foreach (ReadError error in errors)
        {
            json.WriteStartObject();
            json.WriteString("level", "error");
            WriteText(json, "message", error.Message);
            WriteLocations(json, error.At);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteResult(Utf8JsonWriter json, LintFinding finding, int rule)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Rule.Name);
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("level", Level(finding.Severity));
        WriteText(json, "message", finding.Message);
        WriteLocations(json, finding.At);
        if (finding.Fix is { } fix)
        {
            json.WriteStartArray("fixes");
            json.WriteStartObject();
            WriteText(json, "description", fix.Summary);
            json.WriteStartArray("artifactChanges");
            foreach (IGrouping<SourceText, Edit> file in fix.Edits.GroupBy(edit => edit.At.Source)) WriteChanges(json, file.Key, file);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteChanges(Utf8JsonWriter json, SourceText file, IEnumerable<Edit> edits)
    {
        json.WriteStartObject();
        WriteFile(json, file);
        json.WriteStartArray("replacements");
        foreach (Edit edit in edits)
        {
            json.WriteStartObject();
            WriteRegion(json, "deletedRegion", edit.At);
            json.WriteStartObject("insertedContent");
            json.WriteString("text", edit.Text);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteLocations(Utf8JsonWriter json, Span at)
    {
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        WriteFile(json, at.Source);
        WriteRegion(json, "region", at);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteFile(Utf8JsonWriter json, SourceText file)
    {
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", string.Join('/', file.Name.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString)));
        json.WriteEndObject();
    }

    private static void WriteRegion(Utf8JsonWriter json, string name, Span at)
    {
        json.WriteStartObject(name);
        json.WriteNumber("startLine", at.Line);
        json.WriteNumber("startColumn", at.Column);
        json.WriteNumber("endLine", at.After.Line);
        json.WriteNumber("endColumn", at.After.Column);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
