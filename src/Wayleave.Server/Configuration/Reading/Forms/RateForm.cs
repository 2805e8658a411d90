using System.Globalization;
using System.Text.Json.Nodes;
using Wayleave.Protocol.Text;
using Wayleave.Server.Configuration.Reading.Yaml;

namespace Wayleave.Server.Configuration.Reading.Forms;

/// <summary>How many a second: <c>1000/s</c>.</summary>
/// <param name="most">The most.</param>
internal sealed class RateForm(int most) : ScalarForm<int>
{
    /// <inheritdoc/>
    public override string Text => $"how many a second, from 1/s to {most}/s";

    /// <inheritdoc/>
    public override JsonObject Schema => SchemaParts.Pattern("^[0-9]+/s$");

    /// <inheritdoc/>
    public override string? Parse(string text, ReadScope scope, out int value)
    {
        value = 0;
        return text.EndsWith("/s", StringComparison.Ordinal) && int.TryParse(text[..^2], NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= 1 && value <= most
            ? null : $"'{Printable.Short(text, 40)}' is not {Text}; write 1000/s";
    }

    /// <inheritdoc/>
    public override ConfigNode Write(int value) => new ScalarNode(string.Create(CultureInfo.InvariantCulture, $"{value}/s"));
}
