using System.Text.Json;
using Wayleave.Rules.Causes;

namespace Wayleave.Cli.Reports.Json;

/// <summary>Fixes as JSON, alike in reports and in <c>explain</c>.</summary>
internal static class FixesJson
{
    /// <summary>Writes the member <c>fixes</c>.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="fixes">The fixes, the likeliest first.</param>
    public static void Write(Utf8JsonWriter json, IEnumerable<Fix> fixes)
    {
        json.WriteStartArray("fixes");
        foreach (Fix fix in fixes)
        {
            json.WriteStartObject();
            json.WriteString("for", fix.For);
            json.WriteString("summary", fix.Summary);
            json.WriteString("snippet", fix.Snippet);
            json.WriteString("basis", fix.Basis == FixBasis.Tried ? "tried" : "documentation");
            json.WriteString("source", fix.Source);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
