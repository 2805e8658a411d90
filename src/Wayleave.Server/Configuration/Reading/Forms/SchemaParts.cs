using System.Text.Json.Nodes;

namespace Wayleave.Server.Configuration.Reading.Forms;

/// <summary>Pieces of the JSON schema that several forms share.</summary>
internal static class SchemaParts
{
    /// <summary>The beginning of every pattern: a value that holds a variable may look like anything.</summary>
    private const string VariableOr = @"\$\{|";

    /// <summary>Text of a pattern, or with a variable in it.</summary>
    public static JsonObject Pattern(string pattern) => new() { ["type"] = "string", ["pattern"] = VariableOr + pattern };

    /// <summary>That, or text with a variable in it.</summary>
    public static JsonObject OrVariable(JsonObject schema) => new() { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "string", ["pattern"] = @"\$\{" }) };

    /// <summary>That, or <c>off</c>.</summary>
    public static JsonObject OrOff(JsonObject schema, string off = "off") => new() { ["anyOf"] = new JsonArray(schema, new JsonObject { ["enum"] = new JsonArray(off) }) };

    /// <summary>A section's schema by its name.</summary>
    public static JsonObject Reference(string section) => new() { ["$ref"] = $"#/definitions/{section}" };
}
