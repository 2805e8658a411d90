using Wayleave.Server.Configuration.Reading.Forms;
using Wayleave.Server.Configuration.Reading.Yaml;

namespace Wayleave.Server.Configuration.Reading.Keys;

/// <summary>A key that is one value of the settings.</summary>
/// <param name="name">The key as written.</param>
/// <param name="what">What it does, in Markdown.</param>
/// <param name="form">What the value may look like.</param>
/// <param name="get">Takes the value out of the settings.</param>
/// <param name="set">The settings with another value.</param>
internal sealed class KeyOf<T, TValue>(string name, string what, Form<TValue> form, Func<T, TValue> get, Func<T, TValue, T> set) : Key<T>(name, what)
{
    /// <inheritdoc/>
    public override IForm Form => form;

    /// <inheritdoc/>
    public override bool TryRead(ConfigNode node, ReadScope scope, ref T settings)
    {
        bool good = form.TryRead(node, scope, get(settings), out TValue value);
        settings = set(settings, value);
        return good;
    }

    /// <inheritdoc/>
    public override ConfigNode? Write(T settings) => form.Write(get(settings));
}
