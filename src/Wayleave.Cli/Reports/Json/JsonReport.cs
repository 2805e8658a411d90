using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Facts;

namespace Wayleave.Cli.Reports.Json;

/// <summary>The report for programs: the public contract <c>wayleave/doctor/1</c>.</summary>
internal static class JsonReport
{
    /// <summary>The contract's name and version.</summary>
    public const string Schema = "wayleave/doctor/1";

    // What a peer sent may hold any character: those that JSON or a terminal could trip over are escaped, the rest stays readable.
    private static readonly JsonWriterOptions s_indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions s_oneLine = new() { Indented = false, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One JSON object and a line break.</summary>
    /// <param name="report">The report.</param>
    /// <param name="oneLine">Whether to keep it on one line, for <c>--watch</c>.</param>
    public static string Of(Report report, bool oneLine = false) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteString("target", report.Run.Target.Url);
        json.WriteString("verdict", Word(report.Judgement.Verdict));
        json.WriteString("summary", report.Judgement.Summary);
        if (report.Error is { } error) json.WriteString("error", error);
        json.WriteStartArray("findings");
        foreach (ReportedFinding finding in report.Findings) WriteFinding(json, finding, report.Sockets.Length > 1);
        json.WriteEndArray();
        json.WriteStartArray("hops");
        foreach (Hop hop in report.Judgement.Hops) WriteHop(json, hop);
        json.WriteEndArray();
        json.WriteStartArray("probes");
        foreach (Probe probe in report.Run.Probes) WriteProbe(json, probe, report.Sockets.Length > 1);
        json.WriteEndArray();
        json.WriteEndObject();
    }, oneLine) + "\n";

    /// <summary>The object for a command that could not run.</summary>
    /// <param name="target">The URL as typed; empty if none was.</param>
    /// <param name="error">Why.</param>
    public static string OfError(string target, string error) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteString("target", target);
        json.WriteString("verdict", Word(Verdict.Inconclusive));
        json.WriteString("summary", "The doctor could not run.");
        json.WriteString("error", error);
        json.WriteStartArray("findings");
        json.WriteEndArray();
        json.WriteStartArray("hops");
        json.WriteEndArray();
        json.WriteStartArray("probes");
        json.WriteEndArray();
        json.WriteEndObject();
    }, oneLine: false);

    /// <summary>A probe's facts, as they stand in <c>detail</c>.</summary>
    /// <param name="probe">The probe.</param>
    public static string DetailOf(Probe probe) => Write(json => WriteDetail(json, probe), oneLine: false);

    private static string Write(Action<Utf8JsonWriter> body, bool oneLine)
    {
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        using (var json = new Utf8JsonWriter(buffer, oneLine ? s_oneLine : s_indented)) body(json);
        return JsonText.Harmless(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private static void WriteFinding(Utf8JsonWriter json, ReportedFinding reported, bool withSocket)
    {
        Finding finding = reported.Finding;
        json.WriteStartObject();
        json.WriteString("cause", finding.Cause);
        json.WriteString("severity", Word(finding.Severity));
        json.WriteNumber("confidence", Math.Round((decimal)Math.Clamp(finding.Confidence, 0, 1), 2));
        json.WriteString("hop", finding.Hop);
        if (withSocket && finding.Socket is { } socket) json.WriteString("socket", socket);
        json.WriteString("summary", finding.Summary);
        WriteStrings(json, "evidence", finding.Evidence);
        if (!finding.Alternatives.IsEmpty) WriteStrings(json, "alternatives", finding.Alternatives);
        if (finding.NextProbe is { } next) json.WriteString("next_probe", next);
        FixesJson.Write(json, reported.Fixes);
        json.WriteEndObject();
    }

    private static void WriteHop(Utf8JsonWriter json, Hop hop)
    {
        json.WriteStartObject();
        json.WriteString("name", hop.Name);
        json.WriteString("kind", Word(hop.Kind));
        WriteStrings(json, "signs", hop.Signs);
        json.WriteEndObject();
    }

    private static void WriteProbe(Utf8JsonWriter json, Probe probe, bool withSocket)
    {
        json.WriteStartObject();
        json.WriteString("id", probe.Id);
        json.WriteString("name", probe.Name);
        json.WriteString("url", probe.Url);
        if (withSocket && probe.Socket is { } socket) json.WriteString("socket", socket);
        json.WriteString("outcome", probe.Outcome);
        json.WriteNumber("elapsed_ms", Math.Round(probe.ElapsedMs, 1));
        json.WritePropertyName("detail");
        WriteDetail(json, probe);
        json.WriteEndObject();
    }

    // The rest of the facts, under the names that a saved run gives them.
    private static void WriteDetail(Utf8JsonWriter json, Probe probe)
    {
        JsonElement facts = JsonSerializer.SerializeToElement(probe, FactsJson.Default.Probe);
        json.WriteStartObject();
        foreach (JsonProperty fact in facts.EnumerateObject())
        {
            if (fact.Name is not ("id" or "name" or "url" or "socket" or "outcome" or "elapsed_ms")) fact.WriteTo(json);
        }

        json.WriteEndObject();
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
