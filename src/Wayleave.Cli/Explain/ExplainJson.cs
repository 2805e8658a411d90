using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Wayleave.Cli.Reports.Json;
using Wayleave.Rules.Causes;

namespace Wayleave.Cli.Explain;

/// <summary>A cause's page as one JSON object, its fixes spelled as in the doctor's report.</summary>
internal static class ExplainJson
{
    // The text goes to a terminal or a file, never into HTML: quotes and arrows may stay as they are.
    private static readonly JsonWriterOptions s_options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The page of one cause.</summary>
    /// <param name="cause">The cause.</param>
    public static string Of(Cause cause) => Write(json =>
    {
        json.WriteString("schema", "wayleave/explain/1");
        WriteHead(json, cause);
        json.WriteString("looks", cause.Looks);
        json.WriteString("why", cause.Why);
        json.WriteString("confirm", cause.Confirm);
        FixesJson.Write(json, cause.Fixes);
        json.WriteStartArray("neighbours");
        foreach (string neighbour in cause.Neighbours)
            json.WriteStringValue(neighbour);
        json.WriteEndArray();
    });

    /// <summary>All causes, without their pages.</summary>
    public static string OfAll() => Write(json =>
    {
        json.WriteString("schema", "wayleave/causes/1");
        json.WriteStartArray("causes");
        foreach (Cause cause in CauseCatalogue.All)
        {
            json.WriteStartObject();
            WriteHead(json, cause);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static void WriteHead(Utf8JsonWriter json, Cause cause)
    {
        json.WriteString("cause", cause.Name);
        json.WriteString("group", cause.Group.ToString().ToLowerInvariant());
        json.WriteString("wrong", cause.Wrong);
        json.WriteString("seen", cause.Seen.ToString().ToLowerInvariant());
    }

    private static string Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }
}
