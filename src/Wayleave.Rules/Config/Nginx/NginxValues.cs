using System.Collections.Immutable;

namespace Wayleave.Rules.Config.Nginx;

/// <summary>What a text with variables may come to, over all requests: by each <c>set</c> and each row of a <c>map</c> that there is.</summary>
internal static class NginxValues
{
    // Variables of variables of variables: what is deeper stays as it is written.
    private const int MaxDepth = 4;
    private const int MaxValues = 64;

    /// <summary>The texts; a variable that nobody can know stays in them.</summary>
    /// <param name="file">The file.</param>
    /// <param name="text">The text.</param>
    public static ImmutableArray<string> Of(NginxFile file, string text)
    {
        ImmutableArray<string> texts = [text];
        for (int depth = 0; depth < MaxDepth; depth++)
        {
            ImmutableArray<string> next = [.. texts.SelectMany(one => Once(file, one)).Distinct().Take(MaxValues)];
            if (next.SequenceEqual(texts)) break;
            texts = next;
        }

        return texts;
    }

    private static IEnumerable<string> Once(NginxFile file, string text)
    {
        foreach (string name in NginxDefinitions.In(text))
        {
            if (ValuesOf(file, name) is not { IsEmpty: false } values) continue;
            return values.Select(value => NginxDefinitions.Replace(text, name, value));
        }

        return [text];
    }

    private static ImmutableArray<string> ValuesOf(NginxFile file, string name) =>
    [
        .. file.Named("set").Concat(file.Named("map")).SelectMany(directive => directive switch
        {
            { Name: "set", Words.Length: 3 } when IsName(directive.Words[1], name) => [directive.Words[2].Text],
            { Name: "map", Words.Length: 3 } when IsName(directive.Words[2], name) => directive.Block.Where(row => row.Words.Length == 2 && row.Name != "include").Select(row => row.Argument),
            _ => [],
        }),
    ];

    private static bool IsName(NginxWord word, string name) => word.Text.Length == name.Length + 1 && word.Text[0] == '$' && word.Text.AsSpan(1).Equals(name, StringComparison.OrdinalIgnoreCase);
}
