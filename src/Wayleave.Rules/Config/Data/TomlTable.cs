using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Data;

/// <summary>A TOML table while it is read: its parts may stand all over the file.</summary>
/// <param name="at">Where it begins.</param>
/// <param name="origin">How it came to be.</param>
internal sealed class TomlTable(Span at, TomlTableOrigin origin)
{
    // A key's value is a DataNode, a TomlTable, or a list of these: an array of tables.
    private readonly List<(Span KeyAt, string Key, object Value)> _entries = [];
    private readonly Dictionary<string, object> _byKey = [];
    private TomlTableOrigin _origin = origin;
    private Span _at = at;

    /// <summary>Whether nothing stands in it.</summary>
    public bool IsEmpty => _entries.Count == 0;

    /// <summary>Puts a value where a dotted key points to.</summary>
    /// <returns>What stands against it; null if nothing does.</returns>
    public string? Put(TomlPair pair)
    {
        TomlTable table = this;
        foreach (TomlKey key in pair.Keys.AsSpan()[..^1])
        {
            if (!table._byKey.TryGetValue(key.Name, out object? value)) table = table.Add(key, new TomlTable(key.At, TomlTableOrigin.Dotted));
            else if (value is TomlTable { _origin: not TomlTableOrigin.Header } inner) table = inner;
            else return $"\"{key.Name}\" is already defined as something else, so nothing can be added to it";
        }

        TomlKey last = pair.Keys[^1];
        if (table._byKey.ContainsKey(last.Name)) return $"\"{last.Name}\" is already defined in this table";
        table.Add<object>(last, pair.Value);
        return null;
    }

    /// <summary>Finds or makes the table that a header names, from the root.</summary>
    /// <param name="keys">The header's name.</param>
    /// <param name="header">Where the header stands.</param>
    /// <param name="isArray">Whether it adds a table to an array of tables.</param>
    /// <returns>The table; or null and what stands against it.</returns>
    public (TomlTable? Table, string? Wrong) Open(ImmutableArray<TomlKey> keys, Span header, bool isArray)
    {
        TomlTable table = this;
        foreach (TomlKey key in keys.AsSpan()[..^1])
        {
            if (!table._byKey.TryGetValue(key.Name, out object? value)) table = table.Add(key, new TomlTable(key.At, TomlTableOrigin.Implied));
            else if (value is TomlTable inner) table = inner;
            else if (value is List<TomlTable> array) table = array[^1];
            else return (null, $"\"{key.Name}\" is already defined as a value, so it can have no tables");
        }

        TomlKey last = keys[^1];
        object? there = table._byKey.GetValueOrDefault(last.Name);
        var opened = new TomlTable(header, TomlTableOrigin.Header);
        switch (there)
        {
            case null when isArray:
                table.Add(last, new List<TomlTable> { opened });
                return (opened, null);
            case null:
                return (table.Add(last, opened), null);
            case List<TomlTable> tables when isArray:
                tables.Add(opened);
                return (opened, null);
            case TomlTable { _origin: TomlTableOrigin.Implied } implied when !isArray:
                (implied._origin, implied._at) = (TomlTableOrigin.Header, header);
                return (implied, null);
            default:
                return (null, $"\"{last.Name}\" is already defined");
        }
    }

    /// <summary>The table as rules read it.</summary>
    public DataMap Freeze()
    {
        ImmutableArray<DataEntry> pairs = [.. _entries.Select(entry => new DataEntry(entry.KeyAt, entry.Key, Frozen(entry.Value)))];
        return new DataMap(Around(_at, pairs.Select(pair => pair.At)), pairs);
    }

    private static DataNode Frozen(object value)
    {
        if (value is not List<TomlTable> tables) return value is TomlTable table ? table.Freeze() : (DataNode)value;
        ImmutableArray<DataNode> items = [.. tables.Select(one => one.Freeze())];
        return new DataList(Around(items[0].At, items.Select(item => item.At)), items);
    }

    private static Span Around(Span at, IEnumerable<Span> inside) => at with { End = inside.Select(span => span.End).Append(at.End).Max() };

    private T Add<T>(TomlKey key, T value) where T : notnull
    {
        _entries.Add((key.At, key.Name, value));
        _byKey.Add(key.Name, value);
        return value;
    }
}
