using System.Globalization;
using System.Text.RegularExpressions;

namespace Wayleave.Rules.Config.Data;

/// <summary>Reads TOML's truth values, numbers, dates and times.</summary>
internal static partial class TomlBareValues
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"^[+-]?(0|[1-9](_?[0-9])*)(\.[0-9](_?[0-9])*)?([eE][+-]?[0-9](_?[0-9])*)?$", Options, PatternLimit.Milliseconds)]
    private static partial Regex NumberPattern { get; }

    [GeneratedRegex("^0(x[0-9A-Fa-f](_?[0-9A-Fa-f])*|o[0-7](_?[0-7])*|b[01](_?[01])*)$", Options, PatternLimit.Milliseconds)]
    private static partial Regex RadixPattern { get; }

    [GeneratedRegex(@"^([0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?([Zz]|[+-][0-9]{2}:[0-9]{2})?)?|[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?)$", Options, PatternLimit.Milliseconds)]
    private static partial Regex MomentPattern { get; }

    /// <summary>Reads one; its text is the value in decimal and without underscores, as other formats would write it.</summary>
    /// <returns>The value; null if it is none, and the cursor has been told.</returns>
    public static DataScalar? Read(TomlCursor cursor)
    {
        int start = cursor.At;
        SkipWord(cursor);
        // A date and a time may have a blank between them.
        if (cursor.At - start == 10 && cursor.Peek == ' ' && char.IsAsciiDigit(cursor.PeekAt(1)) && char.IsAsciiDigit(cursor.PeekAt(2)) && cursor.PeekAt(3) == ':')
        {
            cursor.Advance(1);
            SkipWord(cursor);
        }

        string word = cursor.Since(start).Text;
        if (Value(word) is { } value) return new DataScalar(cursor.Since(start), value);
        cursor.Wrong(cursor.Since(start), word.Length == 0 ? "a value should stand here" : $"\"{word}\" is no value; text stands in quotes");
        return null;
    }

    private static string? Value(string word)
    {
        if (word is "true" or "false" or "inf" or "+inf" or "-inf" or "nan" or "+nan" or "-nan" || MomentPattern.IsMatch(word)) return word;
        if (NumberPattern.IsMatch(word)) return word.Replace("_", "", StringComparison.Ordinal);
        return RadixPattern.IsMatch(word) ? Decimal(word[1], word[2..].Replace("_", "", StringComparison.Ordinal)) : null;
    }

    // TOML's whole numbers have 64 bits; one that has more is shown as it stands.
    private static string Decimal(char radix, string digits)
    {
        int bits = radix switch { 'x' => 4, 'o' => 3, _ => 1 };
        digits = digits.TrimStart('0');
        if (digits.Length * bits > 63) return "0" + radix + digits;
        long value = 0;
        foreach (char digit in digits) value = (value << bits) + int.Parse([digit], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return value.ToString(CultureInfo.InvariantCulture);
    }

    private static void SkipWord(TomlCursor cursor)
    {
        while (char.IsAsciiLetterOrDigit(cursor.Peek) || cursor.Peek is '+' or '-' or '_' or '.' or ':') cursor.Advance(1);
    }
}
