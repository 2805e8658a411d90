using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Apache;

/// <summary>Cuts an Apache file into pieces, as <c>ap_cfg_getline</c> and <c>ap_getword_conf</c> do.</summary>
/// <remarks>A directive is a line; a backslash at a line's end takes the end away, in comments too. A quote opens a quoted word only where a word begins.</remarks>
internal ref struct ApacheLexer(SourceText source)
{
    private readonly string _text = source.Text;
    private int _at;
    private bool _section;

    /// <summary>The pieces of a file.</summary>
    public static ImmutableArray<ApacheToken> Read(SourceText source)
    {
        var lexer = new ApacheLexer(source);
        ImmutableArray<ApacheToken>.Builder tokens = ImmutableArray.CreateBuilder<ApacheToken>();
        bool begins = true;
        while (lexer._at < lexer._text.Length)
        {
            ApacheToken token = lexer.Next(begins);
            tokens.Add(token);
            if (token.Kind is ApacheTokenKind.LineEnd) begins = true;
            else if (token.Kind is not ApacheTokenKind.Space) begins = false;
        }

        return tokens.ToImmutable();
    }

    private ApacheToken Next(bool begins)
    {
        int start = _at;
        ApacheTokenKind kind = Kind(begins);
        switch (kind)
        {
            case ApacheTokenKind.Space:
                while (_at < _text.Length && Blank() is var length and > 0) _at += length;
                break;
            case ApacheTokenKind.LineEnd:
                _at++;
                _section = false;
                break;
            case ApacheTokenKind.Comment:
                while (_at < _text.Length && _text[_at] != '\n') _at += Math.Max(1, Continuation());
                break;
            case ApacheTokenKind.OpenEnd:
                _at += 2;
                _section = true;
                break;
            case ApacheTokenKind.Open:
                _at++;
                _section = true;
                break;
            case ApacheTokenKind.Close:
                _at++;
                break;
            default:
                if (_text[_at] is '"' or '\'') Quoted(_text[_at]);
                else Bare();
                break;
        }

        return new ApacheToken(kind, new Span(source, start, _at));
    }

    private readonly ApacheTokenKind Kind(bool begins)
    {
        char first = _text[_at];
        if (Blank() > 0) return ApacheTokenKind.Space;
        if (first == '\n') return ApacheTokenKind.LineEnd;
        if (begins && first == '#') return ApacheTokenKind.Comment;
        if (begins && first == '<') return _at + 1 < _text.Length && _text[_at + 1] == '/' ? ApacheTokenKind.OpenEnd : ApacheTokenKind.Open;
        return EndsSection() ? ApacheTokenKind.Close : ApacheTokenKind.Word;
    }

    // The length of a blank here, line ends that a backslash takes away included; 0 if there is none.
    private readonly int Blank() => _text[_at] is ' ' or '\t' or '\r' or '\f' or '\v' ? 1 : Continuation();

    private readonly int Continuation()
    {
        if (_text[_at] != '\\') return 0;
        if (_at + 1 < _text.Length && _text[_at + 1] == '\n') return 2;
        return _at + 2 < _text.Length && _text[_at + 1] == '\r' && _text[_at + 2] == '\n' ? 3 : 0;
    }

    // The last character of a section's line, whatever stands before it: <If "a > b">.
    private readonly bool EndsSection()
    {
        if (!_section || _text[_at] != '>') return false;
        int end = _at + 1;
        while (end < _text.Length && _text[end] is ' ' or '\t' or '\r') end++;
        return end == _text.Length || _text[end] == '\n';
    }

    private void Quoted(char quote)
    {
        for (_at++; _at < _text.Length && _text[_at] != quote && _text[_at] != '\n'; _at++)
        {
            // A backslash keeps a quote and itself, and joins lines.
            if (_text[_at] != '\\') continue;
            if (Continuation() is var length and > 0) _at += length - 1;
            else if (_at + 1 < _text.Length && (_text[_at + 1] == quote || _text[_at + 1] == '\\')) _at++;
        }

        if (_at < _text.Length && _text[_at] == quote) _at++;
    }

    private void Bare()
    {
        while (_at < _text.Length && _text[_at] is not ('\n' or ' ' or '\t' or '\r') && !EndsSection())
            _at += Math.Max(1, Continuation());
    }
}
