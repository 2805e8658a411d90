using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Wayleave.Server.Configuration.Reading.Keys;
using Wayleave.Server.Configuration.Reading.Yaml;

namespace Wayleave.Server.Configuration.Reading;

/// <summary>The JSON schema of the file, by which editors complete and check it.</summary>
/// <seealso href="https://json-schema.org/draft-07">draft 7, which editors know best</seealso>
public static class SettingsSchema
{
    private static readonly JsonSerializerOptions s_readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema as text, with a line break at its end.</summary>
    public static string Text()
    {
        JsonObject schema = Of(ServeKeys.Top);
        schema.Insert(0, "$schema", "http://json-schema.org/draft-07/schema#");
        schema.Insert(1, "title", "Settings of wayleave serve");
        var definitions = new JsonObject();
        foreach (ISection section in ServeKeys.AllSections.Skip(1)) definitions[section.Name] = Of(section);
        schema["definitions"] = definitions;
        return schema.ToJsonString(s_readable) + "\n";
    }

    private static JsonObject Of(ISection section)
    {
        var properties = new JsonObject();
        foreach (IKey key in section.Keys) properties[key.Name] = Of(key, section);
        var schema = new JsonObject { ["description"] = section.What, ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
        string[] required = [.. section.Keys.Where(key => key.IsRequired || key.Name == "routes").Select(key => key.Name)];
        if (required.Length > 0) schema["required"] = new JsonArray([.. required.Select(name => JsonValue.Create(name))]);
        return schema;
    }

    private static JsonObject Of(IKey key, ISection section)
    {
        JsonObject form = key.Form.Schema;
        // Editors that follow draft 7 do not look beside a reference.
        JsonObject schema = form.ContainsKey("$ref") ? new JsonObject { ["allOf"] = new JsonArray(form) } : form;
        schema.Insert(0, "description", key.What);
        if (section.Default(key) is ScalarNode value) schema["default"] = Value(value);
        return schema;
    }

    private static JsonValue Value(ScalarNode scalar) => scalar switch
    {
        { IsQuoted: false, Value: "true" or "false" } => JsonValue.Create(scalar.Value == "true"),
        { IsQuoted: false } when long.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) => JsonValue.Create(number),
        _ => JsonValue.Create(scalar.Value)!,
    };
}
