using System.Globalization;
using System.Text;

namespace Wayleave.Protocol.Text;

/// <summary>Text from strangers made harmless for a terminal: nothing in it can move the cursor, change colours or hide.</summary>
public static class Printable
{
    /// <summary>The text on one line: line breaks and tabs become <c>\n</c>, <c>\r</c>, <c>\t</c>, other control characters their picture or code.</summary>
    /// <param name="text">Any text.</param>
    public static string Line(string text) => Clean(text, keepLines: false);

    /// <summary>The text with its line breaks kept and tabs made spaces; other control characters become their picture or code.</summary>
    /// <param name="text">Any text.</param>
    public static string Block(string text) => Clean(text.ReplaceLineEndings("\n"), keepLines: true);

    /// <summary>The text on one line, cut to a length with an ellipsis.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="length">The longest result, at least 1.</param>
    public static string Short(string text, int length)
    {
        string line = Line(text);
        if (line.Length <= length) return line;
        int cut = Math.Max(0, length - 1);
        if (cut > 0 && char.IsHighSurrogate(line[cut - 1])) cut--;
        return line[..cut] + "…";
    }

    private static string Clean(string text, bool keepLines)
    {
        int first = 0;
        while (first < text.Length && IsPlain(text[first])) first++;
        if (first == text.Length) return text;

        var clean = new StringBuilder(text.Length + 16).Append(text, 0, first);
        foreach (Rune rune in text.AsSpan(first).EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '\n' when keepLines: clean.Append('\n'); break;
                case '\t' when keepLines: clean.Append("    "); break;
                case '\n': clean.Append("\\n"); break;
                case '\r': clean.Append("\\r"); break;
                case '\t': clean.Append("\\t"); break;
                // The Unicode pictures of the control characters: ␛ for ESC, and so on.
                case < 0x20: clean.Append((char)(0x2400 + rune.Value)); break;
                case 0x7F: clean.Append('\u2421'); break;
                default:
                    if (IsHidden(rune)) clean.Append($"\\u{rune.Value:x4}");
                    else clean.Append(rune.ToString());
                    break;
            }
        }

        return clean.ToString();
    }

    private static bool IsPlain(char c) => c is >= ' ' and < (char)0x7F;

    // C1 controls, direction overrides and the like, line and paragraph separators, private and unassigned code points.
    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or
        UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate;
}
