using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Nginx;

/// <summary>Cuts an nginx file into pieces, as <c>ngx_conf_read_token</c> does.</summary>
/// <remarks>
/// A quote opens a quoted word only where a word begins, <c>#</c> a comment likewise; inside a word both are plain characters. A
/// backslash keeps the next character from ending anything. <c>${</c> belongs to its word up to the <c>}</c>.
/// </remarks>
internal ref struct NginxLexer(SourceText source)
{
    private readonly string _text = source.Text;
    private int _at;

    /// <summary>The pieces of a file.</summary>
    public static ImmutableArray<NginxToken> Read(SourceText source)
    {
        var lexer = new NginxLexer(source);
        ImmutableArray<NginxToken>.Builder tokens = ImmutableArray.CreateBuilder<NginxToken>();
        bool code = false;
        while (lexer._at < lexer._text.Length)
        {
            NginxToken token = lexer.Next();
            tokens.Add(token);
            if (token.Kind is NginxTokenKind.Word) code = token.At.Text.EndsWith("_by_lua_block", StringComparison.Ordinal) || (code && token.At.Text.StartsWith('$'));
            else if (token.Kind is NginxTokenKind.Open && code && lexer.Code() is { } inside) tokens.Add(inside);
            if (token.Kind is not (NginxTokenKind.Word or NginxTokenKind.Space or NginxTokenKind.Comment)) code = false;
        }

        return tokens.ToImmutable();
    }

    private NginxToken Next()
    {
        int start = _at;
        char first = _text[_at];
        NginxTokenKind kind = first switch
        {
            ';' => NginxTokenKind.Semicolon,
            '{' => NginxTokenKind.Open,
            '}' => NginxTokenKind.Close,
            '#' => NginxTokenKind.Comment,
            ' ' or '\t' or '\r' or '\n' => NginxTokenKind.Space,
            _ => NginxTokenKind.Word,
        };
        switch (kind)
        {
            case NginxTokenKind.Comment:
                while (_at < _text.Length && _text[_at] != '\n') _at++;
                break;
            case NginxTokenKind.Space:
                while (_at < _text.Length && IsBlank(_text[_at])) _at++;
                break;
            case NginxTokenKind.Word when first is '"' or '\'':
                Quoted(first);
                break;
            case NginxTokenKind.Word:
                Bare();
                break;
            default:
                _at++;
                break;
        }

        return new NginxToken(kind, new Span(source, start, _at));
    }

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\r' or '\n';

    private void Quoted(char quote)
    {
        for (_at++; _at < _text.Length && _text[_at] != quote; _at++)
        {
            if (_text[_at] == '\\') _at++;
        }

        _at = Math.Min(_at + 1, _text.Length);
    }

    private void Bare()
    {
        while (_at < _text.Length && !IsBlank(_text[_at]) && _text[_at] is not (';' or '{'))
        {
            if (_text[_at] == '\\') _at++;
            else if (_text[_at] == '$' && _at + 1 < _text.Length && _text[_at + 1] == '{') _at = Math.Max(_at + 1, _text.IndexOf('}', _at));
            _at = Math.Min(_at + 1, _text.Length);
        }
    }

    // Braces in Lua's strings and comments do not count.
    private NginxToken? Code()
    {
        int start = _at;
        int end = LuaCode.End(_text, start);
        _at = end;
        return end > start ? new NginxToken(NginxTokenKind.Code, new Span(source, start, end)) : null;
    }
}
