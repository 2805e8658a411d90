using System.Text.Json.Nodes;
using Wayleave.Protocol.Text;
using Wayleave.Server.Configuration.Reading.Yaml;

namespace Wayleave.Server.Configuration.Reading.Forms;

/// <summary>A duration with its unit.</summary>
/// <param name="least">The shortest.</param>
/// <param name="most">The longest.</param>
internal sealed class DurationForm(TimeSpan least, TimeSpan most) : ScalarForm<TimeSpan>
{
    /// <inheritdoc/>
    public override string Text => $"a duration from {Durations.Exact(least)} to {Durations.Exact(most)}";

    /// <inheritdoc/>
    public override JsonObject Schema => SchemaParts.Pattern(@"^[0-9]+(\.[0-9]+)?(ms|s|m|h|d)$");

    /// <inheritdoc/>
    public override string? Parse(string text, ReadScope scope, out TimeSpan value)
    {
        string shown = Printable.Short(text, 40);
        if (!Durations.TryParse(text, out value))
        {
            if (Durations.TryParse(text + "s", out _)) return $"'{shown}' has no unit; write {shown}s for seconds";
            return $"'{shown}' is not a duration; {Durations.Form}";
        }

        return value < least || value > most ? $"{shown} is out of range; write {Text}" : null;
    }

    /// <inheritdoc/>
    public override ConfigNode Write(TimeSpan value) => new ScalarNode(Durations.Exact(value));
}
