using System.Globalization;
using System.Text;

namespace Wayleave.Rules.Config.Data;

/// <summary>Reads TOML's four kinds of strings.</summary>
internal static class TomlStrings
{
    /// <summary>Reads any string.</summary>
    /// <returns>Its text; null if it cannot be read, and the cursor has been told.</returns>
    public static string? Read(TomlCursor cursor) =>
        cursor.Follows("\"\"\"") ? ReadLines(cursor, '"') : cursor.Follows("'''") ? ReadLines(cursor, '\'') : ReadLine(cursor);

    /// <summary>Reads a string of one line, as keys may be.</summary>
    /// <returns>Its text; null if it cannot be read, and the cursor has been told.</returns>
    public static string? ReadLine(TomlCursor cursor)
    {
        char quote = cursor.Peek;
        cursor.Advance(1);
        var text = new StringBuilder();
        while (!cursor.Take(quote))
        {
            if (cursor.AtEnd || cursor.Peek is '\n' or '\r') return Wrong(cursor, "the string should end before the end of its line");
            if (!ReadCharacter(cursor, text, quote == '"')) return null;
        }

        return text.ToString();
    }

    private static string? ReadLines(TomlCursor cursor, char quote)
    {
        cursor.Advance(3);
        // A line end right behind the opening is not part of the text.
        if (!cursor.Take('\n') && cursor.Peek == '\r' && cursor.PeekAt(1) == '\n') cursor.Advance(2);
        var text = new StringBuilder();
        while (true)
        {
            int quotes = 0;
            while (quotes < 5 && cursor.PeekAt(quotes) == quote) quotes++;
            cursor.Advance(quotes);
            // Three close it; of five, the first two are text.
            if (quotes >= 3) return text.Append(quote, quotes - 3).ToString();
            text.Append(quote, quotes);
            if (cursor.AtEnd) return Wrong(cursor, "the string is not closed before the end of the file");
            if (cursor.Peek is '\n' or '\r' or '"' or '\'')
            {
                text.Append(cursor.Peek);
                cursor.Advance(1);
            }
            else if (quote == '"' && cursor.Peek == '\\' && IsLineEnd(cursor))
            {
                // A backslash at the end of a line takes all blanks and line ends behind it away.
                cursor.Advance(1);
                while (cursor.Peek is ' ' or '\t' or '\r' or '\n') cursor.Advance(1);
            }
            else if (!ReadCharacter(cursor, text, quote == '"'))
            {
                return null;
            }
        }
    }

    private static bool IsLineEnd(TomlCursor cursor)
    {
        int ahead = 1;
        while (cursor.PeekAt(ahead) is ' ' or '\t' or '\r') ahead++;
        return cursor.PeekAt(ahead) == '\n';
    }

    private static bool ReadCharacter(TomlCursor cursor, StringBuilder text, bool escapes)
    {
        char c = cursor.Peek;
        if (c == '\\' && escapes) return ReadEscape(cursor, text);
        if (c is < ' ' and not '\t' or '\u007F') return cursor.Wrong("a control character must be written as an escape");
        text.Append(c);
        cursor.Advance(1);
        return true;
    }

    private static bool ReadEscape(TomlCursor cursor, StringBuilder text)
    {
        char letter = cursor.PeekAt(1);
        char? plain = letter switch { 'b' => '\b', 't' => '\t', 'n' => '\n', 'f' => '\f', 'r' => '\r', 'e' => '\u001B', '"' => '"', '\\' => '\\', _ => null };
        if (plain is { } one)
        {
            text.Append(one);
            cursor.Advance(2);
            return true;
        }

        int digits = letter switch { 'u' => 4, 'U' => 8, 'x' => 2, _ => 0 };
        uint code = 0;
        for (int i = 0; i < digits; i++)
        {
            if (!uint.TryParse([cursor.PeekAt(2 + i)], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint digit)) return NoEscape(cursor);
            code = (code << 4) + digit;
        }

        if (digits == 0 || !Rune.IsValid(code)) return NoEscape(cursor);
        text.Append(new Rune(code).ToString());
        cursor.Advance(2 + digits);
        return true;
    }

    private static bool NoEscape(TomlCursor cursor) => cursor.Wrong("this is no escape; a backslash itself is written \\\\, and '…' takes it as it is");

    private static string? Wrong(TomlCursor cursor, string message)
    {
        cursor.Wrong(message);
        return null;
    }
}
