using System.Collections.Immutable;
using Wayleave.Server.Configuration.Reading.Yaml;

namespace Wayleave.Server.Configuration.Reading.Keys;

/// <summary>A mapping's keys and the settings that they make.</summary>
/// <param name="name">A word that names it.</param>
/// <param name="what">What it is, in Markdown.</param>
/// <param name="initial">The settings before any key is read: the defaults.</param>
/// <param name="keys">The keys, in the order in which they are read and written.</param>
internal sealed class Section<T>(string name, string what, T initial, ImmutableArray<Key<T>> keys) : ISection where T : class
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string What => what;

    /// <inheritdoc/>
    public IReadOnlyList<IKey> Keys { get; } = [.. keys];

    /// <summary>The settings before any key is read.</summary>
    public T Initial => initial;

    /// <summary>The keys in a sentence.</summary>
    public string KeyList => string.Join(", ", keys.Select(key => key.Name));

    /// <inheritdoc/>
    public ConfigNode? Default(IKey key) => key.IsRequired ? null : ((Key<T>)key).Write(initial);

    /// <summary>Reads a mapping. Every mistake is told, not only the first.</summary>
    /// <param name="map">What is written.</param>
    /// <param name="scope">Where it stands.</param>
    /// <param name="before">What holds for keys that are not written.</param>
    /// <param name="value">The settings; where something is wrong, as much as is right.</param>
    /// <returns>False if something is wrong.</returns>
    public bool TryRead(MapNode map, ReadScope scope, T before, out T value)
    {
        value = before;
        bool good = true;
        var meant = new HashSet<string?>();
        foreach (MapEntry entry in map.Entries.Where(entry => keys.All(key => key.Name != entry.Key)))
        {
            meant.Add(UnknownKey.Meant(entry.Key, this));
            scope.State.Wrong(entry.At, scope.Under(entry.Key).Path, UnknownKey.Trouble(entry.Key, this));
            good = false;
        }

        foreach (Key<T> key in keys)
        {
            if (map.Find(key.Name) is { } node)
            {
                ReadScope under = scope.Under(key.Name).Note(node);
                good &= key.TryRead(node, under, ref value);
            }
            else if (key.IsRequired)
            {
                good = false;
                // Where it is only misspelled, that has been told.
                if (!meant.Contains(key.Name)) scope.Wrong(map, $"the key {key.Name} is missing; it takes {key.Form.Text}");
            }
        }

        return good;
    }

    /// <summary>The settings as they are written, with every key.</summary>
    public MapNode Write(T value)
    {
        var map = new MapNode(default, []);
        foreach (Key<T> key in keys)
        {
            if (!key.IsDefaultForRoutes && key.Write(value) is { } node) map = map.With(key.Name, node);
        }

        return map;
    }
}
