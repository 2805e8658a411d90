using System.Collections.Immutable;

namespace Wayleave.Rules.Config.Code;

/// <summary>Cuts code into its statements: a line each, where no bracket is open and nothing says that it goes on.</summary>
internal static class CodeLines
{
    // What stands at the end of a line that goes on with the next one.
    private static readonly string[] s_goesOn = [",", "=", "&", "+", "<", "\\", ".", "("];

    /// <summary>The statements, without blanks, comments and line ends.</summary>
    public static IEnumerable<ImmutableArray<CodeToken>> Of(ImmutableArray<CodeToken> tokens)
    {
        ImmutableArray<CodeToken>.Builder line = ImmutableArray.CreateBuilder<CodeToken>();
        int open = 0;
        for (int i = 0; i < tokens.Length; i++)
        {
            CodeToken token = tokens[i];
            if (token.Kind is CodeTokenKind.Blank or CodeTokenKind.Comment) continue;
            if (token.Is("(") || token.Is("[") || token.Is("{")) open++;
            else if (token.Is(")") || token.Is("]") || token.Is("}")) open = Math.Max(0, open - 1);
            bool ends = open == 0 && (token.Is(";") || (token.Kind == CodeTokenKind.LineEnd && !GoesOn(line, tokens, i)));
            if (!ends && token.Kind != CodeTokenKind.LineEnd) line.Add(token);
            if (!ends || line.Count == 0) continue;
            yield return line.ToImmutable();
            line.Clear();
        }

        if (line.Count > 0) yield return line.ToImmutable();
    }

    // `host =` and a value below it, `|> f()` and `.freeze` on a line of their own.
    private static bool GoesOn(ImmutableArray<CodeToken>.Builder line, ImmutableArray<CodeToken> tokens, int at)
    {
        // One bar alone ends the names of a block: `do |app|`.
        if (line.Count > 0 && (Array.Exists(s_goesOn, line[^1].Is) || (line.Count > 1 && line[^1].Is("|") && line[^2].Is("|") && line[^2].Touches(line[^1])))) return true;
        while (at < tokens.Length && tokens[at].Kind is CodeTokenKind.Blank or CodeTokenKind.Comment or CodeTokenKind.LineEnd) at++;
        return at < tokens.Length && line.Count > 0 && (tokens[at].Is("|") || tokens[at].Is("."));
    }
}
