using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Wayleave.Cli.Reports.Json;
using Wayleave.Rules.Config;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Lint;

namespace Wayleave.Cli.Lint;

/// <summary>The findings for programs: the public contract <c>wayleave/lint/1</c>.</summary>
internal static class LintJson
{
    /// <summary>The contract's name and version.</summary>
    public const string Schema = "wayleave/lint/1";

    /// <summary>The object for a command that could not run: nothing was read.</summary>
    /// <param name="errors">Why, one line each.</param>
    public static string OfErrors(IReadOnlyList<string> errors) => Of(new LintReport(
        Deployment.Of([], []), [], [.. errors.Select(error => new ReadError(new SourceText("", "").All, error))]));

    /// <summary>The report as one JSON object and a line break.</summary>
    public static string Of(LintReport report)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteStartArray("findings");
            foreach (LintFinding finding in report.Findings) WriteFinding(json, finding);
            json.WriteEndArray();
            json.WriteStartArray("files");
            foreach (ConfigFile file in report.Files)
            {
                json.WriteStartObject();
                json.WriteString("file", file.Source.Name);
                json.WriteString("kind", file.Kind);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("errors");
            foreach (ReadError error in report.Errors)
            {
                json.WriteStartObject();
                json.WriteString("file", error.At.Source.Name);
                json.WriteNumber("line", error.At.Line);
                json.WriteString("message", error.Message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return JsonText.Harmless(Encoding.UTF8.GetString(buffer.WrittenSpan)) + "\n";
    }

    private static void WriteFinding(Utf8JsonWriter json, LintFinding finding)
    {
        json.WriteStartObject();
        json.WriteString("rule", finding.Rule.Name);
        json.WriteString("cause", finding.Rule.Cause);
        json.WriteString("severity", finding.Severity.ToString().ToLowerInvariant());
        json.WriteString("file", finding.At.Source.Name);
        json.WriteNumber("line", finding.At.Line);
        json.WriteNumber("column", finding.At.Column);
        json.WriteString("message", finding.Message);
        if (finding.Fix is { } fix)
        {
            json.WriteStartObject("fix");
            json.WriteString("summary", fix.Summary);
            json.WriteStartArray("edits");
            foreach (Edit edit in fix.Edits) WriteEdit(json, edit, finding.At.Source);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteEdit(Utf8JsonWriter json, Edit edit, SourceText file)
    {
        json.WriteStartObject();
        if (edit.At.Source != file) json.WriteString("file", edit.At.Source.Name);
        json.WriteNumber("line", edit.At.Line);
        json.WriteNumber("column", edit.At.Column);
        json.WriteNumber("end_line", edit.At.After.Line);
        json.WriteNumber("end_column", edit.At.After.Column);
        json.WriteString("text", edit.Text);
        json.WriteEndObject();
    }
}
