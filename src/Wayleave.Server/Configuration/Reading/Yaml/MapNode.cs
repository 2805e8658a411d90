using System.Collections.Immutable;

namespace Wayleave.Server.Configuration.Reading.Yaml;

/// <summary>Keys with their values; each key once.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Entries">The keys in the order of the file.</param>
internal sealed record MapNode(Position At, ImmutableArray<MapEntry> Entries) : ConfigNode(At)
{
    /// <inheritdoc/>
    public override string Kind => "a mapping";

    /// <summary>The value of a key; null if it is not there.</summary>
    public ConfigNode? Find(string key) => Entries.FirstOrDefault(entry => entry.Key == key)?.Value;

    /// <summary>The same with that value for that key.</summary>
    public MapNode With(string key, ConfigNode value) => Without(key) with { Entries = Without(key).Entries.Add(new MapEntry(value.At, key, value)) };

    /// <summary>The same without that key.</summary>
    public MapNode Without(string key) => this with { Entries = Entries.RemoveAll(entry => entry.Key == key) };
}
