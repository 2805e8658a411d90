using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Code;

/// <summary>What strings and lists of words say.</summary>
internal static class CodeText
{
    /// <summary>The value of a string: its text; unknown where it fills something in or writes a character in another way.</summary>
    public static DataNode Value(CodeToken token, CodeLanguage language)
    {
        string raw = token.At.Text;
        // A body that stands elsewhere, a sigil, a command that a shell runs.
        if (raw[0] is not ('"' or '\'') && !(raw[0] == '`' && language is CodeLanguage.Script)) return new CodeUnknown(token.At);
        int marks = raw.Length >= 6 && raw[1] == raw[0] && raw[2] == raw[0] ? 3 : 1;
        if (raw.Length < 2 * marks || raw[^1] != raw[0] || raw.Contains('\\', StringComparison.Ordinal)) return new CodeUnknown(token.At);
        string inner = raw[marks..^marks];
        bool fills = language switch
        {
            CodeLanguage.Script => raw[0] == '`' && inner.Contains("${", StringComparison.Ordinal),
            CodeLanguage.Php => raw[0] == '"' && inner.Contains('$', StringComparison.Ordinal),
            CodeLanguage.Ruby => raw[0] == '"' && inner.Contains("#{", StringComparison.Ordinal),
            _ => inner.Contains("#{", StringComparison.Ordinal),
        };
        return fills ? new CodeUnknown(token.At) : new DataScalar(token.At, marks == 3 ? inner.Trim() : inner) { IsQuoted = true };
    }

    /// <summary>The words of a list, each with its place.</summary>
    public static DataNode Words(CodeToken token)
    {
        Span at = token.At;
        int i = at.Start + 1;
        while (i < at.End && char.IsAsciiLetter(at.Source.Text[i])) i++;
        ImmutableArray<DataNode>.Builder words = ImmutableArray.CreateBuilder<DataNode>();
        int end = at.End;
        while (end > i && char.IsAsciiLetter(at.Source.Text[end - 1])) end--;
        for (i++, end--; i < end;)
        {
            int start = i;
            while (i < end && !char.IsWhiteSpace(at.Source.Text[i])) i++;
            if (i > start) words.Add(new DataScalar(at with { Start = start, End = i }, at.Source.Text[start..i]) { IsQuoted = true });
            i++;
        }

        return words.Any(word => word.Text!.Contains("#{", StringComparison.Ordinal)) ? new CodeUnknown(at) : new DataList(at, words.ToImmutable());
    }
}
