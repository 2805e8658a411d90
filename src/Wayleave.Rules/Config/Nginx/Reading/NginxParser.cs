using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Nginx.Reading;

/// <summary>Makes directives of the pieces of an nginx file, and opens its includes where they stand: a snippet means what it means in each of its places.</summary>
internal sealed class NginxParser
{
    // Deeper than any configuration; the stack must hold whatever a file says.
    private const int MaxDepth = 64;

    // A few files that include each other in turn would open each other for ever, also without a circle.
    private const int MaxOpened = 5000;

    private readonly ReadContext _context;
    private readonly INginxTree _tree;
    private readonly HashSet<ReadError> _errors = [];
    private readonly HashSet<SourceText> _sources = [];
    private readonly Dictionary<Span, ImmutableArray<NginxPiece>> _pieces = [];
    private readonly Stack<string> _open = [];
    private readonly NginxDirective _outermost;
    private int _opened;

    private NginxParser(ReadContext context, INginxTree tree, Span all)
    {
        (_context, _tree) = (context, tree);
        _outermost = new NginxDirective([new NginxWord(all.Before, "", false)], null, all.Start, hasBlock: true);
    }

    /// <summary>Reads a file, a template or a dump. Never throws.</summary>
    /// <param name="source">The file.</param>
    /// <param name="context">What reading may ask for.</param>
    public static NginxFile Read(SourceText source, ReadContext context)
    {
        if (NginxDump.Of(source) is { } dump)
        {
            if (dump.Version is { } version && !context.Versions.ContainsKey("nginx")) context = context with { Versions = context.Versions.SetItem("nginx", version) };
            return new NginxParser(context, dump, source.All).ReadMain(source, dump.Main);
        }

        int slash = source.Name.LastIndexOf('/');
        var folder = new NginxFolder(context.Files, slash < 0 ? "" : source.Name[..Math.Max(slash, 1)]);
        return new NginxParser(context, folder, source.All).ReadMain(source, new NginxSection(source.Name, source.All));
    }

    /// <summary>Reads a snippet that stands in a file of another kind, such as the value of an annotation. Never throws.</summary>
    /// <param name="at">Where its text stands, without quotes and indicators.</param>
    /// <param name="text">Its text as that kind reads it: where the file has escapes the two differ, and each of its directives then stands at <paramref name="at"/>.</param>
    /// <param name="context">What reading may ask for.</param>
    public static NginxSnippet ReadSnippet(Span at, string text, ReadContext context)
    {
        var parser = new NginxParser(context, new NginxFolder(NoFiles.Instance, ""), at);
        bool same = at.Text.Split().Where(word => word.Length > 0).SequenceEqual(text.Split().Where(word => word.Length > 0));
        ImmutableArray<NginxPiece> pieces = NginxPieces.Of(same ? at : new SourceText(at.Source.Name, text).All, template: false, values: null);
        if (!same) pieces = [.. pieces.Select(piece => piece with { At = at })];
        ImmutableArray<NginxDirective> root = parser._outermost.Block = parser.ReadBlock(new NginxCursor(pieces), null, 0, outermost: true);
        return new NginxSnippet(root, [.. parser._errors, .. NginxChecks.Of(root)]);
    }

    private NginxFile ReadMain(SourceText source, NginxSection main)
    {
        ImmutableArray<NginxDirective> root = _outermost.Block = ReadSection(main, null, 0);
        // Only the filled file shows what is written twice and what is closed.
        bool unfinished = _sources.Any(one => NginxTemplate.HasBranches(one.Text));
        return new NginxFile(source, root, _context)
        {
            Errors = unfinished ? [] : [.. _errors.Union(NginxChecks.Of(root)).OrderBy(error => error.At.Source != source).ThenBy(error => error.At.Start)],
            Included = [.. _sources.Where(one => one != source)],
        };
    }

    private ImmutableArray<NginxDirective> ReadSection(NginxSection section, NginxDirective? parent, int depth)
    {
        _sources.Add(section.Text.Source);
        if (!_pieces.TryGetValue(section.Text, out ImmutableArray<NginxPiece> pieces))
        {
            _pieces[section.Text] = pieces = NginxPieces.Of(section.Text, NginxTemplate.IsName(section.Path), _context.Variables);
            if (section.Text.Text.StartsWith(NginxLexer.ByteOrderMark)) Wrong(section.Text with { End = section.Text.Start + 1 }, "the file begins with a byte order mark, which nginx takes for the first letter of a directive: save it without");
        }

        _open.Push(section.Path);
        ImmutableArray<NginxDirective> found = ReadBlock(new NginxCursor(pieces), parent, depth, outermost: true);
        _open.Pop();
        return found;
    }

    private ImmutableArray<NginxDirective> ReadBlock(NginxCursor cursor, NginxDirective? parent, int depth, bool outermost)
    {
        ImmutableArray<NginxDirective>.Builder found = ImmutableArray.CreateBuilder<NginxDirective>();
        ImmutableArray<NginxWord>.Builder words = ImmutableArray.CreateBuilder<NginxWord>();
        while (cursor.Next() is { } piece)
        {
            switch (piece.Kind)
            {
                case NginxTokenKind.Word when words.Count == 0 && NginxCursor.StandsAlone(piece) && NginxTemplate.IsAllOpen(piece.Raw):
                    // What a template puts here may be anything.
                    found.Add(Make([NginxWords.Of(piece)], parent, piece.At.End, hasBlock: false, unread: true));
                    continue;
                case NginxTokenKind.Word:
                    words.Add(NginxWords.Of(piece));
                    if (NginxWords.Flaw(piece) is { } flaw) Wrong(piece.At, flaw);
                    // Quotes that are not closed take all the rest, and are the one thing to mend.
                    cursor.HasRunOut |= NginxWords.IsUnclosed(piece);
                    continue;
                case NginxTokenKind.Semicolon when words.Count > 0:
                    foreach (NginxDirective directive in Split(words, parent, piece)) Add(found, directive, depth);
                    break;
                case NginxTokenKind.Open when words.Count > 0:
                    found.AddRange(Split(words, parent, piece));
                    NginxDirective block = found[^1];
                    if (parent is { HoldsData: true }) Wrong(piece.At, $"unexpected \"{{\": a {parent.Name} holds no blocks");
                    if (depth >= MaxDepth) Wrong(block.At, $"blocks are nested more than {MaxDepth} deep here");
                    block.Block = depth < MaxDepth ? ReadBlock(cursor, block, depth + 1, outermost: false) : cursor.Skip();
                    break;
                case NginxTokenKind.Close when words.Count == 0 && !outermost:
                    cursor.Closed(parent!, piece.At);
                    return found.ToImmutable();
                default:
                    Wrong(piece.At, words.Count == 0 ? $"unexpected \"{piece.Raw}\"{(piece.Kind is NginxTokenKind.Close ? ": no block is open here" : "")}" : NotEnded(words) + $" before this \"{piece.Raw}\"");
                    if (piece.Kind is NginxTokenKind.Close && !outermost) return found.ToImmutable();
                    break;
            }

            words.Clear();
        }

        if (!cursor.HasRunOut && (words.Count > 0 || !outermost))
        {
            // The blocks around lack their ends too, and for the same reason.
            cursor.HasRunOut = true;
            if (words.Count > 0) Wrong(words[0].At, NotEnded(words) + " or a block before the end of the file");
            else Wrong((cursor.Suspect ?? parent!).At, "this block is not closed by \"}\" before the end of the file");
        }

        return found.ToImmutable();
    }

    private static string NotEnded(ImmutableArray<NginxWord>.Builder words) => $"\"{words[0].Text}\" is not ended by \";\"";

    // Without its ";" a directive swallows the next line. Where nginx would count too many words, and the next line begins with a
    // directive's name, that is what happened.
    private IEnumerable<NginxDirective> Split(ImmutableArray<NginxWord>.Builder words, NginxDirective? parent, NginxPiece end)
    {
        int from = 0;
        for (int i = 1; i < words.Count && parent is not { HoldsData: true }; i++)
        {
            if (!words[i].BeginsLine || words[i].IsQuoted || NginxGrammar.Of(words[i].Text) is null) continue;
            if (NginxGrammar.Of(words[from].Text) is not { HasBlock: false } grammar || !grammar.Takes(i - from - 1) || grammar.Takes(words.Count - from - 1)) continue;
            Wrong(words[from].At.To(words[i - 1].At), $"\"{words[from].Text}\" is not ended by \";\", so nginx takes the next line for more of it");
            yield return Make([.. words.Skip(from).Take(i - from)], parent, words[i - 1].At.End, hasBlock: false);
            from = i;
        }

        yield return Make([.. words.Skip(from)], parent, end.At.End, end.Kind is NginxTokenKind.Open);
    }

    private NginxDirective Make(ImmutableArray<NginxWord> words, NginxDirective? parent, int end, bool hasBlock, bool unread = false) =>
        new(words, parent, end, hasBlock) { Outermost = parent is null ? _outermost : null, IsUnread = unread };

    private void Add(ImmutableArray<NginxDirective>.Builder found, NginxDirective directive, int depth)
    {
        found.Add(directive);
        if (directive is not { Name: "include", Words.Length: 2 }) return;
        ImmutableArray<NginxSection> sections = _tree.Find(directive.Argument);
        if (sections.IsEmpty && !PathPattern.Is(directive.Argument) && !NginxPackaged.IsHarmless(directive.Argument))
        {
            directive.IsUnread = true;
            if (_tree.IsWhole && !NginxTemplate.IsOpen(directive.Argument)) Wrong(directive.At, $"there is no file {directive.Argument}, without which nginx does not start");
        }

        foreach (NginxSection section in sections)
        {
            if (_open.Contains(section.Path)) Wrong(directive.At, $"{section.Path} includes itself here, and nginx goes round until it runs out of files");
            else if (depth >= MaxDepth || ++_opened > MaxOpened) Wrong(directive.At, $"this includes more than {MaxOpened} files, or more than {MaxDepth} deep");
            else found.AddRange(ReadSection(section, directive.Parent, depth + 1));
        }
    }

    private void Wrong(Span at, string message) => _errors.Add(new ReadError(at, message));
}
