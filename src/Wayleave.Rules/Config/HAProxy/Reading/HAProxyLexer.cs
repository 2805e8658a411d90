using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.HAProxy.Reading;

/// <summary>Cuts a HAProxy file into pieces. Quotes and backslashes work as in <c>parse_line</c>, and none of them reaches over the end of a line.</summary>
/// <seealso href="https://docs.haproxy.org/2.6/configuration.html#2.2">Quoting and escaping</seealso>
internal sealed class HAProxyLexer
{
    private readonly SourceText _source;
    private readonly string _text;
    private int _at;

    private HAProxyLexer(SourceText source) => (_source, _text) = (source, source.Text);

    /// <summary>The pieces of a file, all of it. Never throws.</summary>
    public static IEnumerable<HAProxyToken> Read(SourceText source)
    {
        var lexer = new HAProxyLexer(source);
        while (lexer._at < lexer._text.Length) yield return lexer.Next();
    }

    private HAProxyToken Next()
    {
        int start = _at;
        char first = _text[_at];
        HAProxyTokenKind kind = first switch
        {
            '\n' => HAProxyTokenKind.LineEnd,
            ' ' or '\t' or '\r' => HAProxyTokenKind.Space,
            '#' => HAProxyTokenKind.Comment,
            _ => HAProxyTokenKind.Word,
        };
        switch (kind)
        {
            case HAProxyTokenKind.LineEnd:
                _at++;
                break;
            case HAProxyTokenKind.Space:
                while (_at < _text.Length && _text[_at] is ' ' or '\t' or '\r') _at++;
                break;
            case HAProxyTokenKind.Comment:
                while (!AtLineEnd) _at++;
                break;
            default:
                Word();
                break;
        }

        return new HAProxyToken(kind, new Span(_source, start, _at));
    }

    private bool AtLineEnd => _at >= _text.Length || _text[_at] == '\n' || (_text[_at] == '\r' && (_at + 1 == _text.Length || _text[_at + 1] == '\n'));

    // An unquoted # ends a word too, wherever it stands: a#b is the word a.
    private void Word()
    {
        char? quote = null;
        for (; !AtLineEnd; _at++)
        {
            char c = _text[_at];
            if (c == '\\' && quote != '\'')
            {
                _at++;
                if (AtLineEnd) return;
            }
            else if (quote is not null)
            {
                if (c == quote) quote = null;
            }
            else if (c is '"' or '\'')
            {
                quote = c;
            }
            else if (c is ' ' or '\t' or '\r' or '#')
            {
                return;
            }
        }
    }
}
