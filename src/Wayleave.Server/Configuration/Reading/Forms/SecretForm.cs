using System.Text.Json.Nodes;
using Wayleave.Server.Configuration.Reading.Yaml;

namespace Wayleave.Server.Configuration.Reading.Forms;

/// <summary>A secret: it is never shown, not in messages either.</summary>
/// <param name="least">The fewest characters that it must have.</param>
internal sealed class SecretForm(int least) : ScalarForm<string?>
{
    /// <summary>What is shown instead.</summary>
    public const string Mask = "***";

    /// <inheritdoc/>
    public override string Text => least > 1 ? $"at least {least} characters, best as ${{WAYLEAVE_SECRET}}" : "text, best as ${NAME}";

    /// <inheritdoc/>
    public override JsonObject Schema => new() { ["type"] = "string" };

    /// <inheritdoc/>
    public override string? Parse(string text, ReadScope scope, out string? value)
    {
        value = text;
        if (text == Mask) return $"{Mask} is what --print-config shows in place of a secret; write the secret itself, best as ${{NAME}}";
        return text.Length < least ? $"{text.Length} characters are too few; write {Text}" : null;
    }

    /// <inheritdoc/>
    public override ConfigNode? Write(string? value) => value is null ? null : new ScalarNode(Mask) { IsQuoted = true };
}
