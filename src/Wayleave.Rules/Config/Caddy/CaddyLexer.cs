using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Caddy;

/// <summary>Cuts a Caddyfile into pieces, as Caddy's own lexer does.</summary>
/// <remarks>
/// Words are separated by blanks alone. Quotes, backticks, <c>#</c> and <c>&lt;&lt;MARK</c> (text up to a line with the mark) count only where a
/// word begins; a backslash in front of a line's end takes the end away.
/// </remarks>
internal ref struct CaddyLexer(SourceText source)
{
    private readonly string _text = source.Text;
    private int _at;

    /// <summary>The pieces of a file.</summary>
    public static ImmutableArray<CaddyToken> Read(SourceText source)
    {
        var lexer = new CaddyLexer(source);
        ImmutableArray<CaddyToken>.Builder tokens = ImmutableArray.CreateBuilder<CaddyToken>();
        while (lexer._at < lexer._text.Length) tokens.Add(lexer.Next());
        return tokens.ToImmutable();
    }

    private CaddyToken Next()
    {
        int start = _at;
        char first = _text[_at];
        if (first == '\n')
        {
            _at++;
            return new CaddyToken(CaddyTokenKind.LineEnd, new Span(source, start, _at));
        }

        if (Blank() > 0)
        {
            while (_at < _text.Length && Blank() is var length and > 0) _at += length;
            return new CaddyToken(CaddyTokenKind.Space, new Span(source, start, _at));
        }

        CaddyTokenKind kind = first == '#' ? CaddyTokenKind.Comment : CaddyTokenKind.Word;
        if (kind is CaddyTokenKind.Comment) _at = LineEnd(_at);
        else if (first is '"' or '`') Quoted(first);
        else if (HeredocEnd() is { } end) _at = end;
        else Bare();
        return new CaddyToken(kind, new Span(source, start, _at));
    }

    // The length of a blank here, taken-away line ends included; 0 if there is none.
    private readonly int Blank()
    {
        char c = _text[_at];
        if (c != '\n' && (char.IsWhiteSpace(c) || c == '\ufeff')) return 1;
        if (c != '\\') return 0;
        if (_at + 1 < _text.Length && _text[_at + 1] == '\n') return 2;
        return _at + 2 < _text.Length && _text[_at + 1] == '\r' && _text[_at + 2] == '\n' ? 3 : 0;
    }

    private void Quoted(char quote)
    {
        for (_at++; _at < _text.Length && _text[_at] != quote; _at++)
        {
            if (quote == '"' && _text[_at] == '\\' && _at + 1 < _text.Length) _at++;
        }

        _at = Math.Min(_at + 1, _text.Length);
    }

    private void Bare()
    {
        while (_at < _text.Length && _text[_at] != '\n' && Blank() == 0) _at++;
    }

    // Behind the mark that ends it; null if this begins none, or nothing ends it.
    private readonly int? HeredocEnd()
    {
        if (!_text.AsSpan(_at).StartsWith("<<")) return null;
        int line = LineEnd(_at);
        string mark = _text[(_at + 2)..line].TrimEnd('\r');
        if (mark.Length == 0 || !mark.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')) return null;
        while (line < _text.Length)
        {
            int next = LineEnd(line + 1);
            string text = _text[(line + 1)..next];
            int indent = text.Length - text.TrimStart(' ', '\t').Length;
            if (text.AsSpan(indent).StartsWith(mark, StringComparison.Ordinal) && (text.Length == indent + mark.Length || char.IsWhiteSpace(text[indent + mark.Length]))) return line + 1 + indent + mark.Length;
            line = next;
        }

        return null;
    }

    private readonly int LineEnd(int from)
    {
        int end = from < _text.Length ? _text.IndexOf('\n', from) : -1;
        return end < 0 ? _text.Length : end;
    }
}
