using System.Text.Json.Nodes;
using Wayleave.Protocol.Text;
using Wayleave.Server.Configuration.Reading.Yaml;

namespace Wayleave.Server.Configuration.Reading.Forms;

/// <summary>An Origin that may open a socket; in the settings it is spelled as browsers spell it: in lower case, without the scheme's own port.</summary>
internal sealed class OriginForm : ScalarForm<string>
{
    /// <inheritdoc/>
    public override string Text => "an Origin such as https://app.example, or null, or missing";

    /// <inheritdoc/>
    public override JsonObject Schema => new() { ["type"] = new JsonArray("string", "null") };

    /// <inheritdoc/>
    public override string? Parse(string text, ReadScope scope, out string value)
    {
        value = text.ToLowerInvariant();
        if (text is "null" or "missing") return null;
        if (text == "*") return "a star has no meaning here; to let every Origin in, take the key out";
        if (text.Length == 0) return $"the value is empty; write {Text}";
        if (Origins.Wrong(text) is { } wrong) return wrong;
        var url = new Uri(value, UriKind.Absolute);
        value = url.IsDefaultPort ? $"{url.Scheme}://{url.IdnHost}" : $"{url.Scheme}://{url.IdnHost}:{url.Port}";
        return null;
    }

    /// <inheritdoc/>
    public override ConfigNode Write(string value) => new ScalarNode(value) { IsQuoted = true };

    // The Origin of a sandboxed frame or of a file is the word null.
    /// <inheritdoc/>
    protected override bool AcceptsNull(ScalarNode node) => node.Value == "null";
}
