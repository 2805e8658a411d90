namespace Wayleave.Probing.Pages.Scripts;

/// <summary>Reads the pieces of a script's text from a position: white space, names, strings, templates.</summary>
/// <param name="text">The script.</param>
/// <param name="position">Where to begin.</param>
internal sealed class ScriptLexer(string text, int position)
{
    /// <summary>Where the next piece begins.</summary>
    public int Position { get; private set; } = position;

    /// <summary>The next character that is neither white space nor in a comment; NUL at the end.</summary>
    public char Peek()
    {
        SkipBlank();
        return Position < text.Length ? text[Position] : '\0';
    }

    /// <summary>True, and past it, if this symbol comes next.</summary>
    public bool Take(string symbol)
    {
        SkipBlank();
        if (string.CompareOrdinal(text, Position, symbol, 0, symbol.Length) != 0)
            return false;
        Position += symbol.Length;
        return true;
    }

    /// <summary>True if this symbol comes next.</summary>
    public bool At(string symbol)
    {
        SkipBlank();
        return string.CompareOrdinal(text, Position, symbol, 0, symbol.Length) == 0;
    }

    /// <summary>The name or number that comes next; null if none does.</summary>
    public string? TakeName()
    {
        SkipBlank();
        var start = Position;
        while (Position < text.Length && IsNameLetter(text[Position]))
            Position++;
        return Position > start ? text[start..Position] : null;
    }

    /// <summary>The string in single or double quotes that comes next, its escapes undone; null if none does.</summary>
    public string? TakeString()
    {
        var quote = Peek();
        if (quote is not ('"' or '\''))
            return null;
        Position++;
        var value = new System.Text.StringBuilder();
        while (Position < text.Length && text[Position] != quote && text[Position] != '\n')
            value.Append(TakeLetter());
        Position = Math.Min(Position + 1, text.Length);
        return value.ToString();
    }

    /// <summary>One letter of a string or template, its escape undone.</summary>
    public char TakeLetter()
    {
        var letter = text[Position++];
        if (letter != '\\' || Position >= text.Length)
            return letter;
        var escaped = text[Position++];
        if (escaped == 'u' && Position + 4 <= text.Length
            && ushort.TryParse(text.AsSpan(Position, 4), System.Globalization.NumberStyles.HexNumber, null, out var code))
        {
            Position += 4;
            return (char)code;
        }

        return escaped switch { 'n' => '\n', 't' => '\t', 'r' => '\r', _ => escaped };
    }

    /// <summary>The source of the regular expression that comes next; null if none does.</summary>
    public string? TakePattern()
    {
        if (Peek() != '/')
            return null;
        var end = Position + 1;
        while (end < text.Length && text[end] is not ('/' or '\n'))
            end += text[end] == '\\' ? 2 : 1;
        if (end >= text.Length || text[end] != '/')
            return null;
        var source = text[(Position + 1)..end];
        Position = end + 1;
        TakeName();
        return source;
    }

    private static bool IsNameLetter(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '$';

    private void SkipBlank()
    {
        while (Position < text.Length)
        {
            if (char.IsWhiteSpace(text[Position]))
                Position++;
            else if (string.CompareOrdinal(text, Position, "/*", 0, 2) == 0)
                Position = text.IndexOf("*/", Position, StringComparison.Ordinal) is var end and >= 0 ? end + 2 : text.Length;
            else if (string.CompareOrdinal(text, Position, "//", 0, 2) == 0)
                Position = text.IndexOf('\n', Position) is var end and >= 0 ? end : text.Length;
            else
                return;
        }
    }
}
