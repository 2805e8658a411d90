using System.Text.Json.Nodes;
using Wayleave.Protocol.Text;
using Wayleave.Server.Configuration.Reading.Yaml;

namespace Wayleave.Server.Configuration.Reading.Forms;

/// <summary>Which Host the app sees.</summary>
internal sealed class HostForm : ScalarForm<HostPolicy>
{
    private static readonly string[] s_words = ["auto", "keep", "upstream"];

    /// <inheritdoc/>
    public override string Text => "auto, keep, upstream or a host name";

    /// <inheritdoc/>
    public override JsonObject Schema => new() { ["anyOf"] = new JsonArray(new JsonObject { ["enum"] = new JsonArray("auto", "keep", "upstream") }, new JsonObject { ["type"] = "string" }) };

    /// <inheritdoc/>
    public override string? Parse(string text, ReadScope scope, out HostPolicy value)
    {
        value = text switch
        {
            "auto" => HostPolicy.Auto,
            "keep" => new HostPolicy(HostKind.Keep),
            "upstream" => new HostPolicy(HostKind.Upstream),
            _ => new HostPolicy(HostKind.Named, text),
        };
        if (value.Kind != HostKind.Named) return null;
        if (text.AsSpan().IndexOfAny('.', ':') < 0 && NearestName.To(text, s_words) is { } near) return $"there is no '{Printable.Short(text, 40)}' here; did you mean {near}?";
        return HostNames.WrongWithPort(text);
    }

    /// <inheritdoc/>
    public override ConfigNode Write(HostPolicy value) => new ScalarNode(value.Kind == HostKind.Named ? value.Name! : value.Kind.ToString().ToLowerInvariant());
}
