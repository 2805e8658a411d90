using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Code;

/// <summary>Cuts Elixir, Ruby, JavaScript or PHP into pieces. Nothing is lost: all pieces one behind the other are the text.</summary>
/// <remarks>
/// It knows just enough of each language to see where strings, comments and regular expressions end: a bracket in one of them is none. What is told of a slash
/// (a division or a regular expression) follows from what stands before it, as in every such lexer.
/// </remarks>
internal sealed class CodeLexer
{
    private readonly SourceText _source;
    private readonly string _text;
    private readonly CodeLanguage _language;
    private readonly ImmutableArray<CodeToken>.Builder _tokens = ImmutableArray.CreateBuilder<CodeToken>();

    // The ends of Ruby's heredocs whose bodies begin on the next line.
    private readonly Queue<string> _heredocs = new();
    private CodeToken? _last;

    private CodeLexer(SourceText source, CodeLanguage language)
    {
        (_source, _text, _language) = (source, source.Text, language);
    }

    /// <summary>The pieces of a text. Never throws: a string without an end goes on as far as one could.</summary>
    public static ImmutableArray<CodeToken> Read(SourceText source, CodeLanguage language)
    {
        var lexer = new CodeLexer(source, language);
        for (int i = 0; i < source.Text.Length;)
        {
            int start = i;
            CodeTokenKind kind = lexer.Next(ref i);
            var token = new CodeToken(kind, new Span(source, start, i));
            lexer._tokens.Add(token);
            if (kind is not (CodeTokenKind.Blank or CodeTokenKind.Comment or CodeTokenKind.LineEnd)) lexer._last = token;
            else if (kind == CodeTokenKind.LineEnd) lexer.ReadHeredocs(ref i);
        }

        return lexer._tokens.ToImmutable();
    }

    private CodeTokenKind Next(ref int i)
    {
        char c = _text[i];
        if (c == '\n')
        {
            i++;
            return CodeTokenKind.LineEnd;
        }

        if (char.IsWhiteSpace(c) || c == '\uFEFF')
        {
            i++;
            return CodeTokenKind.Blank;
        }

        if (CodeStrings.CommentEnd(_text, i, _language) is { } comment) return Take(ref i, comment, CodeTokenKind.Comment);
        if (c is '"' or '\'' || (c == '`' && _language is not CodeLanguage.Elixir)) return Take(ref i, CodeStrings.End(_text, i, _language), CodeTokenKind.Text);
        if (_language is CodeLanguage.Elixir or CodeLanguage.Ruby && CodeStrings.Marked(_text, i, _language, AfterValue) is { } marked) return Take(ref i, marked.End, marked.Kind);
        if (_language is CodeLanguage.Ruby && Heredoc(i) is { } heredoc) return Take(ref i, heredoc, CodeTokenKind.Text);
        if (c == '/' && _language is CodeLanguage.Ruby or CodeLanguage.Script && !AfterValue) return Take(ref i, CodeStrings.PatternEnd(_text, i), CodeTokenKind.Pattern);
        if (char.IsAsciiDigit(c)) return Take(ref i, NumberEnd(i), CodeTokenKind.Number);
        if (IsName(c)) return Take(ref i, NameEnd(i), CodeTokenKind.Name);
        i++;
        return CodeTokenKind.Sign;
    }

    private static CodeTokenKind Take(ref int i, int end, CodeTokenKind kind)
    {
        i = end;
        return kind;
    }

    // Behind a value a slash divides, and a percent sign is arithmetic.
    private bool AfterValue => _last is { } last && (last.Kind is CodeTokenKind.Number or CodeTokenKind.Text or CodeTokenKind.Words or CodeTokenKind.Pattern || last.Is(")") || last.Is("]") || last.Is("}")
        || (last.Kind == CodeTokenKind.Name && !last.Is("return") && !last.Is("if") && !last.Is("unless") && !last.Is("and") && !last.Is("or") && !last.Is("when") && !last.Is("puts")));

    private int NumberEnd(int i)
    {
        while (i < _text.Length && (char.IsAsciiLetterOrDigit(_text[i]) || _text[i] == '_' || (_text[i] == '.' && i + 1 < _text.Length && char.IsAsciiDigit(_text[i + 1])))) i++;
        return i;
    }

    private static bool IsName(char c) => c is '_' or '$' or '@' || char.IsLetter(c);

    private int NameEnd(int i)
    {
        i++;
        while (i < _text.Length && (_text[i] is '_' or '$' or '@' || char.IsLetterOrDigit(_text[i]))) i++;
        // `fetch_env!`, `present?`; not the first half of `!=`.
        bool marked = _language is CodeLanguage.Elixir or CodeLanguage.Ruby && i < _text.Length && _text[i] is '!' or '?' && (i + 1 == _text.Length || _text[i + 1] is not '=');
        return marked ? i + 1 : i;
    }

    // `<<~TEXT`: the name now, the body from the next line on.
    private int? Heredoc(int i)
    {
        if (!_text.AsSpan(i).StartsWith("<<~") && !_text.AsSpan(i).StartsWith("<<-")) return null;
        int start = i + 3;
        char quote = start < _text.Length && _text[start] is '"' or '\'' ? _text[start] : '\0';
        if (quote != '\0') start++;
        int end = start;
        while (end < _text.Length && (_text[end] == '_' || char.IsLetterOrDigit(_text[end]))) end++;
        if (end == start || (quote != '\0' && (end == _text.Length || _text[end] != quote))) return null;
        _heredocs.Enqueue(_text[start..end]);
        return quote == '\0' ? end : end + 1;
    }

    private void ReadHeredocs(ref int i)
    {
        while (_heredocs.TryDequeue(out string? name) && i < _text.Length)
        {
            int start = i;
            while (i < _text.Length)
            {
                int end = _text.IndexOf('\n', i);
                ReadOnlySpan<char> line = _text.AsSpan(i, (end < 0 ? _text.Length : end) - i);
                i = end < 0 ? _text.Length : end + 1;
                if (line.Trim().SequenceEqual(name)) break;
            }

            _tokens.Add(new CodeToken(CodeTokenKind.Comment, new Span(_source, start, i)));
        }
    }
}
