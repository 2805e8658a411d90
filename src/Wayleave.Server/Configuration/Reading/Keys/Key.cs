using Wayleave.Server.Configuration.Reading.Forms;
using Wayleave.Server.Configuration.Reading.Yaml;

namespace Wayleave.Server.Configuration.Reading.Keys;

/// <summary>A key of a section: how it is spelled, what it means, and what it changes.</summary>
/// <typeparam name="T">The settings that it is part of.</typeparam>
/// <param name="name">The key as written.</param>
/// <param name="what">What it does, in Markdown.</param>
internal abstract class Key<T>(string name, string what) : IKey
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string What => what;

    /// <inheritdoc/>
    public bool IsRequired { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<string> AlsoCalled { get; init; } = [];

    /// <summary>Whether it only says what holds for keys further down, and so is no effective setting itself.</summary>
    public bool IsDefaultForRoutes { get; init; }

    /// <inheritdoc/>
    public abstract IForm Form { get; }

    /// <summary>Reads the key's value into the settings.</summary>
    /// <returns>False if something is wrong; the scope has been told.</returns>
    public abstract bool TryRead(ConfigNode node, ReadScope scope, ref T settings);

    /// <summary>The key's value as it is written; null: the key is left out.</summary>
    public abstract ConfigNode? Write(T settings);
}
