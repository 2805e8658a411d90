using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Varnish.Reading;

/// <summary>Cuts a VCL file into pieces.</summary>
/// <seealso href="https://varnish-cache.org/docs/7.1/reference/vcl.html">VCL</seealso>
internal sealed class VclLexer
{
    private static readonly string[] s_symbols = ["==", "!=", "!~", "&&", "||", "<=", ">=", "+=", "-=", "*=", "/=", "++", "--"];

    private readonly string _text;
    private int _at;

    private VclLexer(SourceText source) => _text = source.Text;

    /// <summary>The pieces of a file, all of it. Never throws.</summary>
    public static IEnumerable<VclToken> Read(SourceText source)
    {
        var lexer = new VclLexer(source);
        while (lexer._at < lexer._text.Length)
        {
            int start = lexer._at;
            VclTokenKind kind = lexer.Next();
            yield return new VclToken(kind, new Span(source, start, lexer._at));
        }
    }

    private VclTokenKind Next()
    {
        char c = _text[_at];
        if (char.IsWhiteSpace(c))
        {
            while (_at < _text.Length && char.IsWhiteSpace(_text[_at])) _at++;
            return VclTokenKind.Space;
        }

        if (c == '#' || Begins("//")) return Until("\n", VclTokenKind.Comment, with: false);
        if (Begins("/*")) return Until("*/", VclTokenKind.Comment, from: 2);
        if (Begins("C{")) return Until("}C", VclTokenKind.InlineC, from: 2);
        if (Begins("{\"")) return Until("\"}", VclTokenKind.Text, from: 2);
        if (Begins("\"\"\"")) return Until("\"\"\"", VclTokenKind.Text, from: 3);
        if (c == '"') return Quoted();
        if (!IsWord(c)) return Symbol();
        while (_at < _text.Length && (IsWord(_text[_at]) || _text[_at] is '.' or '-')) _at++;
        return VclTokenKind.Word;
    }

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    private bool Begins(string text) => string.CompareOrdinal(_text, _at, text, 0, text.Length) == 0;

    private VclTokenKind Until(string end, VclTokenKind kind, int from = 0, bool with = true)
    {
        int found = _at + from <= _text.Length ? _text.IndexOf(end, _at + from, StringComparison.Ordinal) : -1;
        _at = found < 0 ? _text.Length : found + (with ? end.Length : 0);
        return kind;
    }

    // A text in plain quotes ends with its line.
    private VclTokenKind Quoted()
    {
        for (_at++; _at < _text.Length && _text[_at] is not ('"' or '\n'); _at++)
        {
        }

        if (_at < _text.Length && _text[_at] == '"') _at++;
        return VclTokenKind.Text;
    }

    private VclTokenKind Symbol()
    {
        _at += s_symbols.Any(Begins) ? 2 : 1;
        return VclTokenKind.Symbol;
    }
}
