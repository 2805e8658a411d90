using System.Collections.Immutable;
using System.Globalization;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Varnish.Reading;

/// <summary>Makes declarations of the pieces of a VCL file, and opens its includes where they stand.</summary>
internal sealed class VclParser
{
    // Includes and blocks are read by recursion, and a file may include others twice; hostile ones must end.
    private const int MaxDepth = 64;
    private const int MaxIncludes = 1000;

    private readonly ReadContext _context;
    private readonly string _folder;
    private readonly ImmutableArray<VclBackend>.Builder _backends = ImmutableArray.CreateBuilder<VclBackend>();
    private readonly ImmutableArray<VclSub>.Builder _subs = ImmutableArray.CreateBuilder<VclSub>();
    private readonly ImmutableArray<ReadError>.Builder _errors = ImmutableArray.CreateBuilder<ReadError>();
    private string? _language;
    private int _includes;

    private VclParser(ReadContext context, string folder) => (_context, _folder) = (context, folder);

    /// <summary>Reads a file. Never throws.</summary>
    /// <param name="source">The file.</param>
    /// <param name="context">What reading may ask for.</param>
    public static VclFile Read(SourceText source, ReadContext context)
    {
        int slash = source.Name.LastIndexOf('/');
        var parser = new VclParser(context, slash < 0 ? "" : source.Name[..slash]);
        parser.ReadText(source, 0);
        return new VclFile(source, context)
        {
            Language = parser._language, Backends = parser._backends.ToImmutable(), Subs = parser._subs.ToImmutable(), Errors = parser._errors.ToImmutable(),
        };
    }

    private void ReadText(SourceText source, int depth)
    {
        var cursor = new VclCursor(VclLexer.Read(source));
        while (cursor.Current is { } first)
        {
            if (first.IsWord("sub")) ReadSub(cursor, first);
            else if (first.IsWord("backend")) ReadBackend(cursor, first);
            else ReadOther(cursor, first, depth);
        }
    }

    private void ReadOther(VclCursor cursor, VclToken first, int depth)
    {
        ImmutableArray<VclToken> words = cursor.TakeUntil(";", "{");
        if (cursor.Current is { } open && open.Is("{")) cursor.SkipBlock();
        else cursor.Take();
        if (first.IsWord("vcl") && words.Length > 1) _language = words[1].Text;
        else if (first.IsWord("include") && words.Length > 1 && depth < MaxDepth && _includes++ < MaxIncludes && Included(words) is { } included) ReadText(included, depth + 1);
    }

    // include "./x" is relative to the including file, the others to vcl_dir, where the main file usually lies.
    private SourceText? Included(ImmutableArray<VclToken> words) =>
        words.FirstOrDefault(word => word.Kind is VclTokenKind.Text) is { Kind: VclTokenKind.Text } path ? _context.Files.Read(path.Text.StartsWith("./", StringComparison.Ordinal) ? path.Text[2..] : path.Text, _folder) : null;

    private void ReadBackend(VclCursor cursor, VclToken first)
    {
        ImmutableArray<VclToken> head = cursor.TakeUntil("{", ";");
        Span at = first.At.To(cursor.Current?.At ?? head[^1].At);
        ImmutableDictionary<string, VclToken>.Builder fields = ImmutableDictionary.CreateBuilder<string, VclToken>();
        bool hasBlock = cursor.Current?.Is("{") == true;
        cursor.Take();
        while (hasBlock && cursor.Current is { } token && !token.Is("}"))
        {
            if (!token.Is("."))
            {
                cursor.Take();
                continue;
            }

            cursor.Take();
            string name = cursor.Take()?.Text ?? "";
            ImmutableArray<VclToken> value = cursor.TakeUntil(";", "{", "}");
            if (value.Length > 1) fields[name] = value[1];
            if (cursor.Current?.Is("{") == true) cursor.SkipBlock();
        }

        if (hasBlock) Close(cursor, at);
        if (head.Length > 1) _backends.Add(new VclBackend(at, head[1].Text, fields.ToImmutable()));
    }

    private void ReadSub(VclCursor cursor, VclToken first)
    {
        ImmutableArray<VclToken> head = cursor.TakeUntil("{", ";");
        Span at = first.At.To(cursor.Current?.At ?? head[^1].At);
        if (cursor.Take()?.Is("{") != true || head.Length < 2) return;
        ImmutableArray<VclStatement> body = ReadBody(cursor, 0);
        Close(cursor, at);
        _subs.Add(new VclSub(at, head[1].Text, body));
    }

    private void Close(VclCursor cursor, Span opened)
    {
        if (cursor.Take() is null) _errors.Add(new ReadError(opened, "this block is not closed by \"}\" before the end of the file"));
    }

    private static ImmutableArray<VclStatement> ReadBody(VclCursor cursor, int depth)
    {
        ImmutableArray<VclStatement>.Builder body = ImmutableArray.CreateBuilder<VclStatement>();
        while (cursor.Current is { } token && !token.Is("}"))
        {
            if (token.Is(";")) cursor.Take();
            else if (token.IsWord("if") && depth < MaxDepth) body.Add(ReadIf(cursor, token, depth));
            else body.Add(Statement(cursor, token));
        }

        return body.ToImmutable();
    }

    private static VclIf ReadIf(VclCursor cursor, VclToken first, int depth)
    {
        ImmutableArray<VclBranch>.Builder branches = ImmutableArray.CreateBuilder<VclBranch>();
        Span at = first.At;
        bool more = true;
        while (more)
        {
            ImmutableArray<VclToken> condition = cursor.TakeUntil("{", "}");
            if (branches.Count == 0) at = at.To(cursor.Current?.At ?? condition[^1].At);
            if (cursor.Current?.Is("{") != true) break;
            cursor.Take();
            ImmutableArray<VclStatement> body = ReadBody(cursor, depth + 1);
            cursor.Take();
            branches.Add(new VclBranch([.. condition.SkipWhile(word => word.Kind is VclTokenKind.Word && word.Text.ToUpperInvariant() is "IF" or "ELSE" or "ELSEIF" or "ELSIF" or "ELIF")], body));
            more = cursor.Current is { } next && next.Kind is VclTokenKind.Word && next.Text.StartsWith("els", StringComparison.OrdinalIgnoreCase) | next.IsWord("elif");
        }

        return new VclIf(at, branches.ToImmutable());
    }

    private static VclStatement Statement(VclCursor cursor, VclToken first)
    {
        ImmutableArray<VclToken> words = cursor.TakeUntil(";", "}", "{");
        Span at = first.At.To(words.IsEmpty ? first.At : words[^1].At);
        if (cursor.Current is { } end && end.Is(";"))
        {
            at = first.At.To(end.At);
            cursor.Take();
        }
        else if (cursor.Current?.Is("{") == true)
        {
            cursor.SkipBlock();
        }

        string second = words.Length > 1 ? words[1].Text.ToLowerInvariant() : "";
        return first.Kind is not VclTokenKind.Word ? new VclOther(at) : first.Text.ToUpperInvariant() switch
        {
            "RETURN" => Return(at, [.. words.Where(word => word.Kind is VclTokenKind.Word).Skip(1)]),
            "ERROR" => new VclReturn(at, "synth", Number(words.ElementAtOrDefault(1))),
            "SET" when words.Length > 3 => new VclSet(at, second, words[2].Text, words[3..]),
            "UNSET" or "REMOVE" => new VclUnset(at, second),
            "CALL" when words.Length > 1 => new VclCall(at, words[1].Text),
            _ => new VclOther(at),
        };
    }

    private static VclReturn Return(Span at, ImmutableArray<VclToken> words) =>
        new(at, words.IsEmpty ? "" : words[0].Text.ToLowerInvariant(), words.Length > 1 ? Number(words[1]) : null);

    private static int? Number(VclToken token) => token.Kind is VclTokenKind.Word && token.At.Source is not null && int.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
