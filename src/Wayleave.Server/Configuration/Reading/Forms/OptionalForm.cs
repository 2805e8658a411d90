using System.Text.Json.Nodes;
using Wayleave.Server.Configuration.Reading.Yaml;

namespace Wayleave.Server.Configuration.Reading.Forms;

/// <summary>A value that may be missing: then its key is not written.</summary>
/// <param name="inner">The value's form.</param>
internal sealed class OptionalForm<T>(ScalarForm<T> inner) : ScalarForm<T?> where T : class
{
    /// <inheritdoc/>
    public override string Text => inner.Text;

    /// <inheritdoc/>
    public override JsonObject Schema => inner.Schema;

    /// <inheritdoc/>
    public override string? Parse(string text, ReadScope scope, out T? value)
    {
        string? wrong = inner.Parse(text, scope, out T read);
        value = read;
        return wrong;
    }

    /// <inheritdoc/>
    public override ConfigNode? Write(T? value) => value is null ? null : inner.Write(value);
}
