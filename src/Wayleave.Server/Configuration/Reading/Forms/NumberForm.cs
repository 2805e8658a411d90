using System.Globalization;
using System.Text.Json.Nodes;
using Wayleave.Protocol.Text;
using Wayleave.Server.Configuration.Reading.Yaml;

namespace Wayleave.Server.Configuration.Reading.Forms;

/// <summary>A whole number.</summary>
/// <param name="least">The least.</param>
/// <param name="most">The most.</param>
internal sealed class NumberForm(int least, int most) : ScalarForm<int>
{
    /// <inheritdoc/>
    public override string Text => $"a whole number from {least} to {most}";

    /// <inheritdoc/>
    public override JsonObject Schema => SchemaParts.OrVariable(new JsonObject { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most });

    /// <inheritdoc/>
    public override string? Parse(string text, ReadScope scope, out int value)
    {
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= least && value <= most) return null;
        return $"'{Printable.Short(text, 40)}' is not {Text}";
    }

    /// <inheritdoc/>
    public override ConfigNode Write(int value) => new ScalarNode(value.ToString(CultureInfo.InvariantCulture));
}
