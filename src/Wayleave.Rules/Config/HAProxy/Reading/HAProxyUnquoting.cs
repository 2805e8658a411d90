using System.Globalization;
using System.Text;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.HAProxy.Reading;

/// <summary>Undoes quotes and backslashes, and fills in environment variables, which stand for something in double quotes only.</summary>
/// <param name="context">What reading may ask for.</param>
/// <param name="isTemplate">Whether something else fills in <c>${NAME}</c> before HAProxy reads the file, wherever it stands.</param>
/// <seealso href="https://docs.haproxy.org/2.6/configuration.html#2.3">Environment variables</seealso>
internal sealed class HAProxyUnquoting(ReadContext context, bool isTemplate)
{
    private readonly Dictionary<string, string> _set = [];

    /// <summary>Remembers what <c>setenv</c> and <c>presetenv</c> say.</summary>
    public void Remember(HAProxyLine line)
    {
        if (line.Name == "setenv" && line.Words.Length == 3) _set[line[1]] = line[2];
        else if (line.Name == "presetenv" && line.Words.Length == 3 && Value(line[1]) is null or "") _set[line[1]] = line[2];
    }

    /// <summary>The word at a place.</summary>
    /// <param name="at">Where it stands.</param>
    /// <param name="closed">False if a quote is not closed before the line ends.</param>
    public HAProxyWord Word(Span at, out bool closed)
    {
        string raw = at.Text;
        var text = new StringBuilder(raw.Length);
        bool known = true;
        char? quote = null;
        for (int i = 0; i < raw.Length; i++)
        {
            char c = raw[i];
            if (c == '\\' && quote != '\'' && i + 1 < raw.Length) text.Append(Escaped(raw, ref i, quote));
            else if (c == quote) quote = null;
            else if (quote is null && c is '"' or '\'') quote = c;
            else if (c == '$' && (quote == '"' || (isTemplate && quote is null && i + 1 < raw.Length && raw[i + 1] == '{'))) text.Append(Variable(raw, ref i, ref known));
            else text.Append(c);
        }

        closed = quote is null;
        return new HAProxyWord(at, text.ToString(), known);
    }

    // parse_line undoes these and leaves any other backslash where it is, which patterns such as \. and \1 live on.
    private static string Escaped(string raw, ref int i, char? quote)
    {
        char c = raw[++i];
        if (c == 'x' && i + 2 < raw.Length && byte.TryParse(raw.AsSpan(i + 1, 2), NumberStyles.HexNumber, null, out byte code))
        {
            i += 2;
            return ((char)code).ToString();
        }

        return c switch
        {
            'r' => "\r",
            'n' => "\n",
            't' => "\t",
            ' ' or '\\' or '#' or '"' or '\'' => c.ToString(),
            '$' when quote == '"' => "$",
            _ => "\\" + c,
        };
    }

    // $NAME, ${NAME}, ${NAME-default}, ${NAME[*]}.
    private string Variable(string raw, ref int i, ref bool known)
    {
        bool braced = i + 1 < raw.Length && raw[i + 1] == '{';
        int start = i + (braced ? 2 : 1), end = start;
        while (end < raw.Length && (char.IsAsciiLetterOrDigit(raw[end]) || raw[end] == '_')) end++;
        if (end == start) return "$";
        string? value = Value(raw[start..end]);
        if (braced)
        {
            int close = raw.IndexOf('}', end);
            if (close < 0) return "$";
            if (string.IsNullOrEmpty(value) && raw[end] == '-') value = raw[(end + 1)..close];
            end = close + 1;
        }

        i = end - 1;
        known &= value is not null;
        return value ?? "";
    }

    private string? Value(string name) =>
        _set.GetValueOrDefault(name) ?? (context.Variables is { } told ? told.GetValueOrDefault(name, "") : null);
}
