using System.Text.Json.Nodes;
using Wayleave.Server.Configuration.Reading.Yaml;

namespace Wayleave.Server.Configuration.Reading.Forms;

/// <summary><see cref="OffForm{T}"/> for numbers, durations and sizes.</summary>
/// <param name="inner">The value's form.</param>
internal sealed class OffValueForm<T>(ScalarForm<T> inner) : ScalarForm<T?> where T : struct
{
    /// <inheritdoc/>
    public override string Text => $"{inner.Text}, or off";

    /// <inheritdoc/>
    public override JsonObject Schema => SchemaParts.OrOff(inner.Schema);

    /// <inheritdoc/>
    public override string? Parse(string text, ReadScope scope, out T? value)
    {
        value = null;
        if (text == "off") return null;
        string? wrong = inner.Parse(text, scope, out T read);
        value = read;
        return wrong is null ? null : OffForm<string>.OrOff(wrong);
    }

    /// <inheritdoc/>
    public override ConfigNode? Write(T? value) => value is { } set ? inner.Write(set) : new ScalarNode("off");
}
