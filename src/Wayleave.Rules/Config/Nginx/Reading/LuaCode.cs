namespace Wayleave.Rules.Config.Nginx.Reading;

/// <summary>Finds where Lua code in an nginx file ends, without understanding it.</summary>
internal static class LuaCode
{
    /// <summary>The place of the brace that closes a block of code, or the end of the text if none does.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The place behind the brace that opens it.</param>
    public static int End(string text, int at)
    {
        int depth = 1;
        while (at < text.Length)
        {
            char c = text[at];
            if (c is '"' or '\'') at = EndOfString(text, at);
            else if (c == '-' && text.AsSpan(at).StartsWith("--")) at = EndOfComment(text, at + 2);
            else if (c == '[' && LongBracket(text, at) is { } level) at = EndOfLong(text, at, level);
            else if (c == '}' && --depth == 0) return at;
            else at++;
            if (c == '{') depth++;
        }

        return text.Length;
    }

    private static int EndOfString(string text, int at)
    {
        char quote = text[at];
        for (at++; at < text.Length && text[at] != quote && text[at] != '\n'; at++)
        {
            if (text[at] == '\\') at++;
        }

        return Math.Min(at + 1, text.Length);
    }

    private static int EndOfComment(string text, int at)
    {
        if (at < text.Length && LongBracket(text, at) is { } level) return EndOfLong(text, at, level);
        int end = at < text.Length ? text.IndexOf('\n', at) : -1;
        return end < 0 ? text.Length : end;
    }

    // [[ … ]] or [==[ … ]==]: the number of equals signs; null if this is none.
    private static int? LongBracket(string text, int at)
    {
        if (text[at] != '[') return null;
        int level = 0;
        while (at + 1 + level < text.Length && text[at + 1 + level] == '=') level++;
        return at + 1 + level < text.Length && text[at + 1 + level] == '[' ? level : null;
    }

    private static int EndOfLong(string text, int at, int level)
    {
        string close = "]" + new string('=', level) + "]";
        int end = text.IndexOf(close, at + level + 2, StringComparison.Ordinal);
        return end < 0 ? text.Length : end + close.Length;
    }
}
