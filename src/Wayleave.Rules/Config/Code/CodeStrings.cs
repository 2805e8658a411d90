namespace Wayleave.Rules.Config.Code;

/// <summary>Where comments, strings and regular expressions end.</summary>
internal static class CodeStrings
{
    // Strings in strings, as interpolation allows: deeper than anyone writes.
    private const int MaxDepth = 20;

    /// <summary>Where a comment ends that begins here; null if none does.</summary>
    public static int? CommentEnd(string text, int i, CodeLanguage language)
    {
        if (language is CodeLanguage.Script or CodeLanguage.Php)
        {
            if (language is CodeLanguage.Php && text[i] == '#' && (i + 1 == text.Length || text[i + 1] != '[')) return LineEnd(text, i);
            if (text.AsSpan(i).StartsWith("//") || (i == 0 && text.StartsWith("#!", StringComparison.Ordinal))) return LineEnd(text, i);
            if (!text.AsSpan(i).StartsWith("/*")) return null;
            int close = text.IndexOf("*/", i + 2, StringComparison.Ordinal);
            return close < 0 ? text.Length : close + 2;
        }

        if (text[i] == '#') return LineEnd(text, i);
        if (language is not CodeLanguage.Ruby || (i > 0 && text[i - 1] != '\n')) return null;
        if (text.AsSpan(i).StartsWith("__END__")) return text.Length;
        if (!text.AsSpan(i).StartsWith("=begin")) return null;
        int end = text.IndexOf("\n=end", i, StringComparison.Ordinal);
        return end < 0 ? text.Length : LineEnd(text, end + 1);
    }

    /// <summary>Where a string ends that begins here with its quote.</summary>
    public static int End(string text, int i, CodeLanguage language) => End(text, i, language, 0);

    /// <summary>Where a regular expression ends that begins here with a slash: at the latest with its line.</summary>
    public static int PatternEnd(string text, int i)
    {
        bool inClass = false;
        int start = i++;
        for (; i < text.Length && text[i] != '\n'; i++)
        {
            if (text[i] == '\\') i++;
            else if (text[i] == '[') inClass = true;
            else if (text[i] == ']') inClass = false;
            else if (text[i] == '/' && !inClass) return Letters(text, i + 1);
        }

        // A slash alone was no regular expression.
        return start + 1;
    }

    /// <summary>Where a literal ends that a mark begins (Elixir's <c>~w(…)</c>, <c>~r/…/</c> and <c>?c</c>, Ruby's <c>%w[…]</c> and <c>%r{…}</c>), and what it is; null if none begins here.</summary>
    /// <param name="text">The text.</param>
    /// <param name="i">Where.</param>
    /// <param name="language">The language.</param>
    /// <param name="afterValue">Whether a value stands before it, behind which Ruby's percent sign is arithmetic.</param>
    public static (int End, CodeTokenKind Kind)? Marked(string text, int i, CodeLanguage language, bool afterValue)
    {
        if (language is CodeLanguage.Elixir && text[i] == '?' && i + 1 < text.Length && !char.IsWhiteSpace(text[i + 1]))
            return (Math.Min(text.Length, i + (text[i + 1] == '\\' ? 3 : 2)), CodeTokenKind.Number);
        if (i + 1 >= text.Length || text[i] != (language is CodeLanguage.Elixir ? '~' : '%') || (language is CodeLanguage.Ruby && afterValue)) return null;
        int open = i + 1;
        while (open < text.Length && char.IsAsciiLetter(text[open]) && open - i < 3) open++;
        if (open == text.Length || (open == i + 1 && language is CodeLanguage.Elixir) || char.IsLetterOrDigit(text[open]) || char.IsWhiteSpace(text[open]) || text[open] == '=') return null;
        CodeTokenKind kind = char.ToLowerInvariant(text[i + 1]) switch { 'w' or 'i' => CodeTokenKind.Words, 'r' => CodeTokenKind.Pattern, _ => CodeTokenKind.Text };
        if (text.AsSpan(open).StartsWith("\"\"\"")) return (End(text, open, language, 0), kind);
        return (Letters(text, Closed(text, open)), kind);
    }

    private static int End(string text, int i, CodeLanguage language, int depth)
    {
        char quote = text[i];
        bool isLong = language is CodeLanguage.Elixir && i + 2 < text.Length && text[i + 1] == quote && text[i + 2] == quote;
        bool fills = language switch { CodeLanguage.Script => quote == '`', CodeLanguage.Php => false, CodeLanguage.Elixir => true, _ => quote != '\'' };
        char fill = language is CodeLanguage.Script ? '$' : '#';
        i += isLong ? 3 : 1;
        while (i < text.Length)
        {
            if (text[i] == '\\') i += 2;
            else if (language is CodeLanguage.Script && quote != '`' && text[i] == '\n') return i;
            else if (fills && text[i] == fill && i + 1 < text.Length && text[i + 1] == '{' && depth < MaxDepth) i = FillEnd(text, i + 2, language, depth + 1);
            else if (text[i] != quote || (isLong && (i + 2 >= text.Length || text[i + 1] != quote || text[i + 2] != quote))) i++;
            else return i + (isLong ? 3 : 1);
        }

        return text.Length;
    }

    // `#{…}` and `${…}`: up to the brace that closes it, which is none of a string's.
    private static int FillEnd(string text, int i, CodeLanguage language, int depth)
    {
        int open = 1;
        while (i < text.Length)
        {
            char c = text[i];
            if (c is '"' or '\'' || (c == '`' && language is not CodeLanguage.Elixir))
            {
                i = End(text, i, language, depth);
                continue;
            }

            if (c == '{') open++;
            else if (c == '}' && --open == 0) return i + 1;
            i++;
        }

        return text.Length;
    }

    // Behind the mark that closes what is opened here; brackets of the same kind inside count.
    private static int Closed(string text, int i)
    {
        char open = text[i];
        char close = open switch { '(' => ')', '[' => ']', '{' => '}', '<' => '>', _ => open };
        int depth = 1;
        for (i++; i < text.Length; i++)
        {
            if (text[i] == '\\') i++;
            else if (text[i] == close && --depth == 0) return i + 1;
            else if (text[i] == open && open != close) depth++;
        }

        return text.Length;
    }

    private static int Letters(string text, int i)
    {
        while (i < text.Length && char.IsAsciiLetter(text[i])) i++;
        return Math.Min(i, text.Length);
    }

    private static int LineEnd(string text, int i) => text.IndexOf('\n', i) is >= 0 and var end ? end : text.Length;
}
