using System.Collections.Immutable;

namespace Wayleave.Rules.Config.Sources;

/// <summary>A file's text, with the name under which a report speaks of it.</summary>
public sealed class SourceText
{
    private readonly ImmutableArray<int> _lines;

    /// <summary>Keeps the text and finds where its lines begin.</summary>
    /// <param name="name">The name as the caller gave it, or as an include found it.</param>
    /// <param name="text">The text, line ends as they are.</param>
    public SourceText(string name, string text)
    {
        (Name, Text) = (name, text);
        _lines = LineStarts(text);
    }

    /// <summary>The name under which a report speaks of the file.</summary>
    public string Name { get; }

    /// <summary>The whole text.</summary>
    public string Text { get; }

    /// <summary>How many lines it has; an empty text has one.</summary>
    public int LineCount => _lines.Length;

    /// <summary>The whole text as a stretch.</summary>
    public Span All => new(this, 0, Text.Length);

    /// <summary>The line and the column of a place, both counted from 1; a column is a UTF-16 unit.</summary>
    /// <param name="offset">From 0 to the text's length.</param>
    public (int Line, int Column) Position(int offset)
    {
        int found = _lines.BinarySearch(offset);
        int line = found >= 0 ? found : ~found - 1;
        return (line + 1, offset - _lines[line] + 1);
    }

    /// <summary>A line without its end.</summary>
    /// <param name="number">From 1 to <see cref="LineCount"/>.</param>
    public string Line(int number)
    {
        int start = _lines[number - 1];
        int end = number < _lines.Length ? _lines[number] : Text.Length;
        return Text[start..end].TrimEnd('\n', '\r');
    }

    /// <summary>The place of a line and a column, both counted from 1; the end of the text if it has no such line.</summary>
    public int Offset(int line, int column) =>
        line > _lines.Length ? Text.Length : Math.Min(_lines[line - 1] + column - 1, Text.Length);

    private static ImmutableArray<int> LineStarts(string text)
    {
        ImmutableArray<int>.Builder starts = ImmutableArray.CreateBuilder<int>();
        starts.Add(0);
        for (int i = text.IndexOf('\n', StringComparison.Ordinal); i >= 0; i = text.IndexOf('\n', i + 1))
            starts.Add(i + 1);
        return starts.ToImmutable();
    }
}
