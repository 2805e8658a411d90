using System.Collections.Immutable;
using System.Text;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Commands;

/// <summary>Cuts a shell's text into commands and their words, as far as finding a server's command line needs it.</summary>
/// <remarks>Quotes and backslashes are as in POSIX; <c>&amp;&amp;</c>, <c>||</c>, <c>;</c>, <c>|</c> and <c>&amp;</c> end a command. Variables and substitutions stay as they are written.</remarks>
internal static class ShellText
{
    /// <summary>The commands of a text.</summary>
    /// <param name="at">Where it stands.</param>
    /// <param name="linesEnd">Whether the end of a line ends a command, as in a script; else it is a blank, as in folded YAML.</param>
    public static ImmutableArray<ImmutableArray<CommandWord>> Commands(Span at, bool linesEnd)
    {
        ImmutableArray<ImmutableArray<CommandWord>>.Builder commands = ImmutableArray.CreateBuilder<ImmutableArray<CommandWord>>();
        ImmutableArray<CommandWord>.Builder words = ImmutableArray.CreateBuilder<CommandWord>();
        string text = at.Source.Text;
        int i = at.Start;
        while (i < at.End)
        {
            char c = text[i];
            if (c is ';' or '&' or '|' or '(' or ')' || (c == '\n' && linesEnd))
            {
                EndCommand();
                i++;
            }
            else if (c is ' ' or '\t' or '\r' or '\n')
            {
                i++;
            }
            else if (c == '\\' && i + 1 < at.End && text[i + 1] is '\n' or '\r')
            {
                i += text[i + 1] == '\r' ? 3 : 2;
            }
            else if (c == '#')
            {
                while (i < at.End && text[i] != '\n') i++;
            }
            else
            {
                words.Add(Word(text, ref i, at));
            }
        }

        EndCommand();
        return commands.ToImmutable();

        void EndCommand()
        {
            if (words.Count > 0) commands.Add(words.ToImmutable());
            words.Clear();
        }
    }

    private static CommandWord Word(string text, ref int i, Span at)
    {
        int start = i;
        var word = new StringBuilder();
        char quote = '\0';
        for (; i < at.End; i++)
        {
            char c = text[i];
            if (quote == '\0' && c is ' ' or '\t' or '\r' or '\n' or ';' or '&' or '|' or '(' or ')') break;
            if (c == quote) quote = '\0';
            else if (quote == '\0' && c is '"' or '\'') quote = c;
            else if (c == '$' && i + 1 < at.End && text[i + 1] is '{' or '(') Substitution(text, ref i, at.End, word);
            else if (c == '\\' && quote != '\'' && i + 1 < at.End) word.Append(text[++i]);
            else word.Append(c);
        }

        i = Math.Min(i, at.End);
        return new CommandWord(at with { Start = start, End = i }, word.ToString());
    }

    // `${PORT:-8000}` and `$(cat file)` are one piece, whatever stands in them.
    private static void Substitution(string text, ref int i, int end, StringBuilder word)
    {
        char close = text[i + 1] == '{' ? '}' : ')';
        int last = text.IndexOf(close, i, end - i);
        if (last < 0) last = end - 1;
        word.Append(text, i, last + 1 - i);
        i = last;
    }
}
