using System.Text;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Nginx.Reading;

/// <summary>Makes words of pieces.</summary>
internal static class NginxWords
{
    // ngx_conf_file.c: NGX_CONF_BUFFER.
    private const int MaxBytes = 4096;

    /// <summary>The word of a piece.</summary>
    public static NginxWord Of(NginxPiece piece)
    {
        string raw = piece.Raw;
        bool quoted = raw[0] is '"' or '\'';
        int end = quoted && IsClosed(raw) ? raw.Length - 1 : raw.Length;
        return new NginxWord(piece.At, Unescaped(raw.AsSpan(quoted ? 1 : 0, end - (quoted ? 1 : 0))), quoted) { BeginsLine = BeginsLine(piece.At) };
    }

    /// <summary>What nginx refuses about a word; null if nothing.</summary>
    /// <param name="piece">The word.</param>
    public static string? Flaw(NginxPiece piece)
    {
        string raw = piece.Raw;
        if (raw[0] is '"' or '\'')
        {
            if (!IsClosed(raw)) return $"the quotes that begin here are not closed by {raw[0]}";
            string text = piece.At.Source.Text;
            if (piece.At.End < text.Length && piece.At.Text == raw && text[piece.At.End] is not (' ' or '\t' or '\r' or '\n' or ';' or '{' or '}' or ')'))
                return $"a blank or \";\" is missing behind the quotes of {Short(raw)}";
        }

        // The buffer must hold a word and what ends it; an opening quote is not kept.
        int kept = raw[0] is '"' or '\'' ? 1 : 0;
        return raw.Length > MaxBytes / 4 && Encoding.UTF8.GetByteCount(raw) - kept >= MaxBytes ? $"this word has more than {MaxBytes - 1} bytes, and nginx reads no longer one" : null;
    }

    /// <summary>Whether a piece begins with quotes that nothing closes.</summary>
    public static bool IsUnclosed(NginxPiece piece) => piece.Raw[0] is '"' or '\'' && !IsClosed(piece.Raw);

    private static bool BeginsLine(Span at)
    {
        string text = at.Source.Text;
        int start = at.Start;
        while (start > 0 && text[start - 1] is ' ' or '\t') start--;
        return start == 0 || text[start - 1] == '\n';
    }

    private static bool IsClosed(string raw)
    {
        int at = 1;
        while (at < raw.Length && raw[at] != raw[0]) at += raw[at] == '\\' ? 2 : 1;
        return at < raw.Length;
    }

    // ngx_conf_read_token undoes \" \' \\ and the three blanks, in quotes and without, and leaves any other backslash.
    private static string Unescaped(ReadOnlySpan<char> raw)
    {
        if (!raw.Contains('\\')) return raw.ToString();
        var text = new StringBuilder(raw.Length);
        for (int i = 0; i < raw.Length; i++)
        {
            char? plain = raw[i] == '\\' && i + 1 < raw.Length ? raw[i + 1] switch { '"' or '\'' or '\\' => raw[i + 1], 't' => '\t', 'r' => '\r', 'n' => '\n', _ => null } : null;
            text.Append(plain ?? raw[i]);
            if (plain is not null) i++;
        }

        return text.ToString();
    }

    private static string Short(string raw) => raw.Length <= 40 ? raw : raw[..40] + "…";
}
