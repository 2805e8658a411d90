using System.Collections.Immutable;

namespace Wayleave.Rules.Config.Data;

/// <summary>Reads keys and values of a TOML text. What cannot be read is null, and the cursor has been told why.</summary>
internal sealed class TomlValues(TomlCursor cursor)
{
    // Values in values are read by recursion, and each part of a dotted key makes a level too, so a hostile depth must end.
    private const int MaxDepth = 100;
    private const int MaxKeys = 50;

    /// <summary>A key, an equals sign and a value.</summary>
    /// <param name="depth">How many values it stands in.</param>
    public TomlPair? ReadPair(int depth)
    {
        if (ReadKeys() is not { } keys) return null;
        if (!cursor.Take('='))
        {
            cursor.Wrong($"\"{keys[^1].Name}\" should be followed by \"=\" and a value");
            return null;
        }

        cursor.SkipBlanks();
        return ReadValue(depth) is { } value ? new TomlPair(keys, value) : null;
    }

    /// <summary>A key, which may be dotted, and the blanks around it.</summary>
    public ImmutableArray<TomlKey>? ReadKeys()
    {
        ImmutableArray<TomlKey>.Builder keys = ImmutableArray.CreateBuilder<TomlKey>();
        do
        {
            cursor.SkipBlanks();
            int start = cursor.At;
            string? name = cursor.Peek is '"' or '\'' ? TomlStrings.ReadLine(cursor) : ReadBareKey();
            if (name is null) return null;
            keys.Add(new TomlKey(cursor.Since(start), name));
            cursor.SkipBlanks();
        }
        while (cursor.Take('.') && keys.Count < MaxKeys);
        return keys.ToImmutable();
    }

    private static bool IsBareKey(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-';

    private string? ReadBareKey()
    {
        int start = cursor.At;
        while (IsBareKey(cursor.Peek)) cursor.Advance(1);
        if (cursor.At > start) return cursor.Since(start).Text;
        cursor.Wrong("a key should stand here");
        return null;
    }

    private DataNode? ReadValue(int depth)
    {
        if (depth > MaxDepth)
        {
            cursor.Wrong($"it is nested deeper than {MaxDepth} levels");
            return null;
        }

        int start = cursor.At;
        switch (cursor.Peek)
        {
            case '"' or '\'':
                return TomlStrings.Read(cursor) is { } text ? new DataScalar(cursor.Since(start), text) { IsQuoted = true } : null;
            case '[':
                return ReadArray(depth);
            case '{':
                return ReadInlineTable(depth);
            default:
                return TomlBareValues.Read(cursor);
        }
    }

    private DataList? ReadArray(int depth)
    {
        int start = cursor.At;
        cursor.Advance(1);
        ImmutableArray<DataNode>.Builder items = ImmutableArray.CreateBuilder<DataNode>();
        bool separated = true;
        while (true)
        {
            cursor.SkipLines();
            if (cursor.Take(']')) return new DataList(cursor.Since(start), items.ToImmutable());
            if (!separated || cursor.AtEnd) return Unclosed<DataList>("the array should go on with \",\" or end with \"]\"");
            if (ReadValue(depth + 1) is not { } item) return null;
            items.Add(item);
            cursor.SkipLines();
            separated = cursor.Take(',');
        }
    }

    private DataMap? ReadInlineTable(int depth)
    {
        int start = cursor.At;
        cursor.Advance(1);
        var table = new TomlTable(cursor.Since(start), TomlTableOrigin.Dotted);
        bool separated = true;
        while (true)
        {
            cursor.SkipLines();
            if (cursor.Take('}')) return table.Freeze() with { At = cursor.Since(start) };
            if (!separated || cursor.AtEnd) return Unclosed<DataMap>("the inline table should go on with \",\" or end with \"}\"");
            if (ReadPair(depth + 1) is not { } pair) return null;
            if (table.Put(pair) is { } wrong)
            {
                cursor.Wrong(pair.Keys[^1].At, wrong);
                return null;
            }

            cursor.SkipLines();
            separated = cursor.Take(',');
        }
    }

    private T? Unclosed<T>(string message) where T : class
    {
        cursor.Wrong(message);
        return null;
    }
}
