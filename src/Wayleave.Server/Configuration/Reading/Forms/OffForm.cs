using System.Text.Json.Nodes;
using Wayleave.Server.Configuration.Reading.Yaml;

namespace Wayleave.Server.Configuration.Reading.Forms;

/// <summary>A value, or <c>off</c>, which is null in the settings.</summary>
/// <param name="inner">The value's form.</param>
/// <param name="off">Another word for it.</param>
internal sealed class OffForm<T>(ScalarForm<T> inner, string off = "off") : ScalarForm<T?> where T : class
{
    /// <inheritdoc/>
    public override string Text => $"{inner.Text}, or {off}";

    /// <inheritdoc/>
    public override JsonObject Schema => SchemaParts.OrOff(inner.Schema, off);

    /// <inheritdoc/>
    public override string? Parse(string text, ReadScope scope, out T? value)
    {
        value = null;
        if (text == off || inner.Parse(text, scope, out value) is not { } wrong) return null;
        return OrOff(wrong, off);
    }

    /// <summary>A complaint that names the other way too; where it guesses what was meant already, that is enough.</summary>
    internal static string OrOff(string wrong, string off = "off") => wrong.EndsWith('?') ? wrong : $"{wrong}; or write {off}";

    /// <inheritdoc/>
    public override ConfigNode? Write(T? value) => value is null ? new ScalarNode(off) : inner.Write(value);
}
