using System.Text.Json.Nodes;
using Wayleave.Protocol.Text;
using Wayleave.Server.Configuration.Reading.Yaml;

namespace Wayleave.Server.Configuration.Reading.Forms;

/// <summary>A size in bytes.</summary>
/// <param name="least">The least.</param>
/// <param name="most">The most.</param>
internal sealed class SizeForm(long least, long most) : ScalarForm<long>
{
    /// <inheritdoc/>
    public override string Text => $"a size from {Sizes.Exact(least)} to {Sizes.Exact(most)}";

    /// <inheritdoc/>
    public override JsonObject Schema => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most },
            SchemaParts.Pattern(@"^[0-9]+(\.[0-9]+)?([KMGkmg][Ii]?)?[Bb]?$")),
    };

    /// <inheritdoc/>
    public override string? Parse(string text, ReadScope scope, out long value)
    {
        string shown = Printable.Short(text, 40);
        if (!Sizes.TryParse(text, out value))
        {
            string joined = text.Replace(" ", "", StringComparison.Ordinal);
            string? near = new[] { joined, joined + "iB", joined + "B" }.FirstOrDefault(attempt => Sizes.TryParse(attempt, out _));
            return $"'{shown}' is not a size; {(near is null ? Sizes.Form : $"did you mean {Printable.Short(near, 40)}?")}";
        }

        return value < least || value > most ? $"{shown} is out of range; write {Text}" : null;
    }

    /// <inheritdoc/>
    public override ConfigNode Write(long value) => new ScalarNode(Sizes.Exact(value));
}
