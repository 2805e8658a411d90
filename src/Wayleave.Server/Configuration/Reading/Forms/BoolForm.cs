using System.Text.Json.Nodes;
using Wayleave.Protocol.Text;
using Wayleave.Server.Configuration.Reading.Yaml;

namespace Wayleave.Server.Configuration.Reading.Forms;

/// <summary>Yes or no.</summary>
internal sealed class BoolForm : ScalarForm<bool>
{
    /// <summary>The only one.</summary>
    public static BoolForm Instance { get; } = new();

    /// <inheritdoc/>
    public override string Text => "true or false";

    /// <inheritdoc/>
    public override JsonObject Schema => SchemaParts.OrVariable(new JsonObject { ["type"] = "boolean" });

    /// <inheritdoc/>
    public override string? Parse(string text, ReadScope scope, out bool value)
    {
        value = text == "true";
        if (text is "true" or "false") return null;
        // What YAML 1.1 took for truth, and what people write.
        string hint = text.ToLowerInvariant() switch
        {
            "yes" or "on" or "y" or "1" or "true" => "write true",
            "no" or "off" or "n" or "0" or "false" => "write false",
            _ => "write true or false",
        };
        return $"'{Printable.Short(text, 40)}' is neither true nor false; {hint}";
    }

    /// <inheritdoc/>
    public override ConfigNode Write(bool value) => new ScalarNode(value ? "true" : "false");
}
