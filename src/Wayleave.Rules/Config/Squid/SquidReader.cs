using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Squid;

/// <summary>Reads a squid.conf: a directive a line, <c>#</c> in front of comments, a backslash at the end of what goes on below.</summary>
internal sealed class SquidReader
{
    private const int MaxDepth = 16;
    private const int MaxIncludes = 1000;

    private readonly ReadContext _context;
    private readonly string _folder;
    private readonly ImmutableArray<SquidLine>.Builder _lines = ImmutableArray.CreateBuilder<SquidLine>();
    private int _includes;
    private int _conditions;

    private SquidReader(ReadContext context, string folder) => (_context, _folder) = (context, folder);

    /// <summary>Reads a file. Never throws.</summary>
    /// <param name="source">The file.</param>
    /// <param name="context">What reading may ask for.</param>
    public static SquidFile Read(SourceText source, ReadContext context)
    {
        int slash = source.Name.LastIndexOf('/');
        var reader = new SquidReader(context, slash < 0 ? "" : source.Name[..slash]);
        reader.ReadText(source, 0);
        return new SquidFile(source, reader._lines.ToImmutable(), context);
    }

    private void ReadText(SourceText source, int depth)
    {
        List<Span> words = [];
        foreach ((Span word, bool ends) in Words(source))
        {
            if (word.End > word.Start) words.Add(word);
            if (!ends) continue;
            if (words.Count > 0) Add(words, depth);
            words.Clear();
        }
    }

    private void Add(List<Span> words, int depth)
    {
        ImmutableArray<string> texts = [.. words.Select(word => word.Text.Trim('"'))];
        if (texts[0] is "if") _conditions++;
        else if (texts[0] is "endif") _conditions = Math.Max(0, _conditions - 1);
        if (texts[0] is "if" or "else" or "endif") return;
        if (texts[0] is not "include")
        {
            _lines.Add(new SquidLine(texts, words[0].To(words[^1]), _conditions == 0));
            return;
        }

        foreach (string path in texts.Skip(1).SelectMany(pattern => depth < MaxDepth ? _context.Files.Glob(pattern, _folder) : []))
        {
            if (_includes++ < MaxIncludes && _context.Files.Read(path, _folder) is { } included) ReadText(included, depth + 1);
        }
    }

    // Each word, and at the end of each line an empty one that says so.
    private static IEnumerable<(Span Word, bool Ends)> Words(SourceText source)
    {
        string text = source.Text;
        int at = 0;
        while (at < text.Length)
        {
            char c = text[at];
            int start = at;
            if (c == '\n')
            {
                at++;
                yield return (new Span(source, start, start), true);
            }
            else if (c == '\\' && text.AsSpan(at + 1).TrimStart('\r').StartsWith("\n", StringComparison.Ordinal))
            {
                at = text.IndexOf('\n', at) + 1;
            }
            else if (char.IsWhiteSpace(c))
            {
                at++;
            }
            else if (c == '#')
            {
                while (at < text.Length && text[at] != '\n') at++;
            }
            else
            {
                // A word in quotes may hold blanks.
                bool quoted = c == '"';
                for (at++; at < text.Length && text[at] != '\n' && (quoted || !char.IsWhiteSpace(text[at])); at++)
                {
                    if (text[at] == '"') quoted = !quoted;
                }

                while (text[at - 1] == '\r') at--;
                yield return (new Span(source, start, at), false);
            }
        }

        yield return (new Span(source, text.Length, text.Length), true);
    }
}
