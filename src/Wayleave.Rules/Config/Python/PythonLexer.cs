using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Python;

/// <summary>Cuts a Python file into pieces. Nothing is lost: all pieces one behind the other are the text.</summary>
/// <seealso href="https://docs.python.org/3/reference/lexical_analysis.html">Lexical analysis</seealso>
internal static class PythonLexer
{
    /// <summary>The pieces of a text. Never throws: a string without an end goes on as far as one could.</summary>
    public static ImmutableArray<PythonToken> Read(SourceText source)
    {
        ImmutableArray<PythonToken>.Builder tokens = ImmutableArray.CreateBuilder<PythonToken>();
        string text = source.Text;
        for (int i = 0; i < text.Length;)
        {
            int start = i;
            PythonTokenKind kind = Next(text, ref i);
            tokens.Add(new PythonToken(kind, new Span(source, start, i)));
        }

        return tokens.ToImmutable();
    }

    private static PythonTokenKind Next(string text, ref int i)
    {
        char c = text[i];
        if (c is ' ' or '\t' or '\f' or '\r' or '\uFEFF')
        {
            i++;
            return PythonTokenKind.Blank;
        }

        if (c == '\\' && LineEndAt(text, i + 1) is var end and > 0)
        {
            i = end;
            return PythonTokenKind.Blank;
        }

        if (c == '\n')
        {
            i++;
            return PythonTokenKind.LineEnd;
        }

        if (c == '#')
        {
            while (i < text.Length && text[i] != '\n') i++;
            return PythonTokenKind.Comment;
        }

        if (c is '"' or '\'') return String(text, ref i);
        if (char.IsAsciiDigit(c))
        {
            while (i < text.Length && (char.IsAsciiLetterOrDigit(text[i]) || text[i] is '_' or '.')) i++;
            return PythonTokenKind.Number;
        }

        if (c == '_' || char.IsLetter(c)) return NameOrString(text, ref i);
        i++;
        return PythonTokenKind.Sign;
    }

    private static int LineEndAt(string text, int at)
    {
        if (at < text.Length && text[at] == '\r') at++;
        return at < text.Length && text[at] == '\n' ? at + 1 : 0;
    }

    private static PythonTokenKind NameOrString(string text, ref int i)
    {
        int start = i;
        while (i < text.Length && (text[i] == '_' || char.IsLetterOrDigit(text[i]))) i++;
        bool isPrefix = i - start <= 2 && i < text.Length && text[i] is '"' or '\'' && text.AsSpan(start, i - start).TrimStart("rRbBuUfF").IsEmpty;
        return isPrefix ? String(text, ref i) : PythonTokenKind.Name;
    }

    // A backslash takes the next character with it, in raw strings too.
    private static PythonTokenKind String(string text, ref int i)
    {
        char quote = text[i];
        bool isLong = i + 2 < text.Length && text[i + 1] == quote && text[i + 2] == quote;
        i += isLong ? 3 : 1;
        while (i < text.Length)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
            {
                i += 2;
            }
            else if (!isLong && text[i] is '\n')
            {
                break;
            }
            else if (text[i] == quote && (!isLong || (i + 2 < text.Length && text[i + 1] == quote && text[i + 2] == quote)))
            {
                i += isLong ? 3 : 1;
                break;
            }
            else
            {
                i++;
            }
        }

        return PythonTokenKind.Text;
    }
}
