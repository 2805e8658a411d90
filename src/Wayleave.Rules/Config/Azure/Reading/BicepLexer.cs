using System.Collections.Immutable;

namespace Wayleave.Rules.Config.Azure.Reading;

/// <summary>Cuts a Bicep text into pieces. Never throws: a text or a comment that is not closed goes to the end of its line or of the file.</summary>
/// <seealso href="https://github.com/Azure/bicep/blob/main/docs/grammar.md">Bicep's grammar</seealso>
internal static class BicepLexer
{
    /// <summary>The pieces; together they are the text to the byte.</summary>
    public static ImmutableArray<BicepToken> Read(string text)
    {
        ImmutableArray<BicepToken>.Builder tokens = ImmutableArray.CreateBuilder<BicepToken>();
        for (int at = 0; at < text.Length;)
        {
            (BicepTokenKind kind, int end) = Next(text, at);
            tokens.Add(new BicepToken(kind, at, end));
            at = end;
        }

        return tokens.ToImmutable();
    }

    private static (BicepTokenKind Kind, int End) Next(string text, int at)
    {
        char letter = text[at];
        if (letter == '\n') return (BicepTokenKind.NewLine, at + 1);
        if (char.IsWhiteSpace(letter) || letter == '\uFEFF') return (BicepTokenKind.Blank, at + 1);
        if (text.AsSpan(at).StartsWith("//", StringComparison.Ordinal)) return (BicepTokenKind.Blank, Until(text, at, "\n"));
        if (text.AsSpan(at).StartsWith("/*", StringComparison.Ordinal)) return (BicepTokenKind.Blank, Behind(text, at + 2, "*/"));
        if (text.AsSpan(at).StartsWith("'''", StringComparison.Ordinal)) return (BicepTokenKind.Text, Behind(text, at + 3, "'''"));
        if (letter == '\'') return (BicepTokenKind.Text, TextEnd(text, at));
        if (!IsWord(letter)) return (BicepTokenKind.Sign, at + 1);
        int end = at + 1;
        while (end < text.Length && IsWord(text[end])) end++;
        return (BicepTokenKind.Word, end);
    }

    private static bool IsWord(char letter) => char.IsLetterOrDigit(letter) || letter == '_';

    private static int Until(string text, int from, string stop) => text.IndexOf(stop, from, StringComparison.Ordinal) is >= 0 and var found ? found : text.Length;

    private static int Behind(string text, int from, string stop) => text.IndexOf(stop, Math.Min(from, text.Length), StringComparison.Ordinal) is >= 0 and var found ? found + stop.Length : text.Length;

    // What is filled in may hold texts of its own, and these may be filled too: the levels are counted, no call is made for each.
    private static int TextEnd(string text, int at)
    {
        // For each text that is open: how many braces are open in what is filled into it; -1 while the text itself is read.
        var open = new Stack<int>([-1]);
        for (int i = at + 1; i < text.Length; i++)
        {
            char letter = text[i];
            if (letter == '\n') return i;
            int braces = open.Pop();
            if (braces < 0)
            {
                if (letter == '\\') i++;
                if (letter == '\'')
                {
                    if (open.Count == 0) return i + 1;
                    continue;
                }

                bool fills = letter == '$' && i + 1 < text.Length && text[i + 1] == '{';
                if (fills) i++;
                open.Push(fills ? 1 : -1);
                continue;
            }

            if (letter == '{') braces++;
            if (letter == '}') braces--;
            open.Push(braces == 0 ? -1 : braces);
            if (letter == '\'') open.Push(-1);
        }

        return text.Length;
    }
}
