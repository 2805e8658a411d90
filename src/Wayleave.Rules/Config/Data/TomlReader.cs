using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Data;

/// <summary>Reads TOML 1.0 with its places. What 1.1 allows besides (line ends and a last comma in an inline table) is taken too.</summary>
/// <remarks>A line that cannot be read is told, and reading goes on with the next: one mistake must not hide the rest of a file.</remarks>
/// <seealso href="https://toml.io/en/v1.0.0">TOML v1.0.0</seealso>
public sealed class TomlReader
{
    private readonly TomlCursor _cursor;
    private readonly TomlValues _values;
    private readonly TomlTable _root;
    private TomlTable _current;

    private TomlReader(SourceText source)
    {
        _cursor = new TomlCursor(source);
        _values = new TomlValues(_cursor);
        _root = new TomlTable(source.All.Before, TomlTableOrigin.Header);
        _current = _root;
    }

    /// <summary>Reads a text. Never throws.</summary>
    /// <param name="source">The file.</param>
    public static DataText Read(SourceText source)
    {
        var reader = new TomlReader(source);
        reader.ReadLines();
        return new DataText(reader._root.IsEmpty ? [] : [reader._root.Freeze()], reader._cursor.Errors);
    }

    private void ReadLines()
    {
        while (true)
        {
            _cursor.SkipLines();
            if (_cursor.AtEnd) return;
            bool read = _cursor.Peek == '[' ? ReadHeader() : ReadPair();
            if (read && !_cursor.AtLineEnd) read = _cursor.Wrong("the line should end here");
            if (!read) _cursor.SkipLine();
        }
    }

    private bool ReadPair()
    {
        if (_values.ReadPair(0) is not { } pair) return false;
        return Put(_current, pair);
    }

    /// <summary>Puts a pair where its dotted key points to, and tells what stands against that.</summary>
    private bool Put(TomlTable table, TomlPair pair) => table.Put(pair) is not { } wrong || _cursor.Wrong(pair.Keys[^1].At, wrong);

    // `[a.b]` or `[[a.b]]`.
    private bool ReadHeader()
    {
        int start = _cursor.At;
        _cursor.Advance(1);
        bool isArray = _cursor.Take('[');
        if (_values.ReadKeys() is not { } keys) return NoTable();
        if (!_cursor.Take(']') || (isArray && !_cursor.Take(']'))) return NoTable() || _cursor.Wrong($"the table's name should end with \"{(isArray ? "]]" : "]")}\"");
        (TomlTable? opened, string? wrong) = _root.Open(keys, _cursor.Since(start), isArray);
        if (opened is null) return NoTable() || _cursor.Wrong(keys[^1].At, wrong!);
        _current = opened;
        return true;
    }

    // What follows a header that cannot be read belongs to no table that we know.
    private bool NoTable()
    {
        _current = new TomlTable(_cursor.Since(_cursor.At), TomlTableOrigin.Header);
        return false;
    }
}
