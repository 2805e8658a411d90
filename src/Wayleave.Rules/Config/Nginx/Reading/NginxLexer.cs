using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Nginx.Reading;

/// <summary>Cuts an nginx file into pieces, as <c>ngx_conf_read_token</c> does.</summary>
/// <remarks>
/// A quote opens a quoted word only where a word begins, <c>#</c> a comment likewise; inside a word both are plain characters, and so is
/// <c>}</c>. A backslash keeps the next character from ending anything. <c>${</c> does not open a block. What template languages write
/// (<c>{{ name }}</c>, <c>{% if x %}</c>, <c>&lt;%= name %&gt;</c>) is taken as they mean it, since nginx itself takes none of it.
/// </remarks>
internal ref struct NginxLexer
{
    /// <summary>What some editors begin a file with; nginx takes it for a letter.</summary>
    public const char ByteOrderMark = '\uFEFF';

    // A template's tag that is not closed within this is none.
    private const int LongestTag = 2000;

    private readonly SourceText _source;
    private readonly string _text;
    private readonly int _end;
    private readonly bool _template;
    private int _at;

    private NginxLexer(Span stretch, bool template)
    {
        (_source, _text, _at, _end) = (stretch.Source, stretch.Source.Text, stretch.Start, stretch.End);
        _template = template;
    }

    /// <summary>The pieces of a stretch of a file: one behind the other they are its text to the byte.</summary>
    /// <param name="stretch">The whole file, or a part that is a file of its own.</param>
    /// <param name="template">Whether it is a template: then <c>{#</c> begins a comment of the template's.</param>
    public static ImmutableArray<NginxToken> Read(Span stretch, bool template = false)
    {
        var lexer = new NginxLexer(stretch, template);
        ImmutableArray<NginxToken>.Builder tokens = ImmutableArray.CreateBuilder<NginxToken>();
        bool first = true, code = false;
        while (lexer._at < lexer._end)
        {
            NginxToken token = lexer.Next();
            tokens.Add(token);
            if (token.Kind is NginxTokenKind.Space or NginxTokenKind.Comment) continue;
            if (token.Kind is NginxTokenKind.Word)
            {
                if (first) code = token.At.Text.EndsWith("_by_lua_block", StringComparison.Ordinal);
                first = false;
                continue;
            }

            if (token.Kind is NginxTokenKind.Open && code && lexer.Code() is { } inside) tokens.Add(inside);
            (first, code) = (true, false);
        }

        return tokens.ToImmutable();
    }

    private NginxToken Next()
    {
        int start = _at;
        NginxTokenKind kind = KindAt();
        switch (kind)
        {
            case NginxTokenKind.Comment:
                Comment();
                break;
            case NginxTokenKind.Space:
                for (_at++; _at < _end && IsBlank(_text[_at]);) _at++;
                break;
            case NginxTokenKind.Word when _text[_at] is '"' or '\'':
                Quoted(_text[_at]);
                break;
            case NginxTokenKind.Word:
                Bare();
                break;
            default:
                _at++;
                break;
        }

        return new NginxToken(kind, new Span(_source, start, _at));
    }

    private readonly NginxTokenKind KindAt() => _text[_at] switch
    {
        ';' => NginxTokenKind.Semicolon,
        '{' when Tag("{{", "}}") > 0 => NginxTokenKind.Word,
        '{' when TemplateComment() > 0 => NginxTokenKind.Comment,
        '{' => NginxTokenKind.Open,
        '}' => NginxTokenKind.Close,
        '#' => NginxTokenKind.Comment,
        '<' when Tag("<%=", "%>") == 0 && Tag("<%", "%>") > 0 => NginxTokenKind.Comment,
        ByteOrderMark when _at == 0 => NginxTokenKind.Space,
        var c when IsBlank(c) => NginxTokenKind.Space,
        _ => NginxTokenKind.Word,
    };

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\r' or '\n';

    private void Comment()
    {
        int tag = Math.Max(TemplateComment(), Tag("<%", "%>"));
        if (tag > 0) _at += tag;
        else while (_at < _end && _text[_at] != '\n') _at++;
    }

    private void Quoted(char quote)
    {
        for (_at++; _at < _end && _text[_at] != quote; _at++)
        {
            if (_text[_at] == '\\') _at++;
            else if (_template && Tag("{{", "}}") is > 0 and var length) _at += length - 1;
        }

        _at = Math.Min(_at + 1, _end);
    }

    private void Bare()
    {
        bool variable = false;
        while (_at < _end && !IsBlank(_text[_at]) && _text[_at] != ';')
        {
            int tag = _text[_at] is '{' or '<' ? Math.Max(Tag("{{", "}}"), Tag("<%=", "%>")) : 0;
            if (tag > 0)
            {
                _at += tag;
                continue;
            }

            if (_text[_at] == '{' && !variable) return;
            variable = _text[_at] == '$' || (variable && _text[_at] == '{');
            _at = Math.Min(_at + (_text[_at] == '\\' ? 2 : 1), _end);
        }
    }

    private readonly int TemplateComment() => Math.Max(Tag("{%", "%}"), _template ? Tag("{#", "#}") : 0);

    // How long the tag is that begins here; 0 if none does.
    private readonly int Tag(string open, string close)
    {
        ReadOnlySpan<char> rest = _text.AsSpan(_at, Math.Min(LongestTag, _end - _at));
        if (!rest.StartsWith(open)) return 0;
        int end = rest[open.Length..].IndexOf(close);
        // A value's tag is never longer than its line: two braces that only look like one must not swallow blocks.
        if (end < 0 || (open == "{{" && rest.Slice(open.Length, end).Contains('\n'))) return 0;
        int length = open.Length + end + close.Length;
        // {{{a}}}: the last of them belongs to it.
        return close == "}}" && length < rest.Length && rest[length] == '}' && rest[open.Length] == '{' ? length + 1 : length;
    }

    // Braces in Lua's strings and comments do not count.
    private NginxToken? Code()
    {
        int start = _at;
        _at = Math.Min(LuaCode.End(_text, start), _end);
        return _at > start ? new NginxToken(NginxTokenKind.Code, new Span(_source, start, _at)) : null;
    }
}
