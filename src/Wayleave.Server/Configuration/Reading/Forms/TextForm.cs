using System.Text.Json.Nodes;
using Wayleave.Protocol.Text;
using Wayleave.Server.Configuration.Reading.Yaml;

namespace Wayleave.Server.Configuration.Reading.Forms;

/// <summary>Text on one line.</summary>
/// <param name="text">What it is, in words that complete "write …".</param>
/// <param name="check">Says what is wrong with a text and what would be right; null if nothing is.</param>
/// <param name="pattern">What an editor checks; null: nothing.</param>
internal sealed class TextForm(string text, Func<string, string?>? check = null, string? pattern = null) : ScalarForm<string>
{
    private const int MaxLength = 1000;

    /// <inheritdoc/>
    public override string Text => text;

    /// <inheritdoc/>
    public override JsonObject Schema => pattern is null ? new JsonObject { ["type"] = "string" } : SchemaParts.Pattern(pattern);

    /// <inheritdoc/>
    public override string? Parse(string text, ReadScope scope, out string value)
    {
        value = text;
        if (text.Length == 0) return $"the value is empty; write {Text}";
        if (text.Length > MaxLength) return $"the value has {text.Length} characters; at most {MaxLength} are allowed";
        if (text.Any(char.IsControl)) return $"'{Printable.Short(text, 60)}' holds a control character; take it out";
        return check?.Invoke(text);
    }

    /// <inheritdoc/>
    public override ConfigNode Write(string value) => new ScalarNode(value) { IsQuoted = !value.StartsWith('/') };
}
