using System.Collections.Immutable;
using System.Text;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Nginx;

/// <summary>Makes directives of the pieces of an nginx file, and opens its includes where they stand.</summary>
internal sealed class NginxParser
{
    // nginx itself ends at the system's descriptors; a file that includes itself must end here.
    private const int MaxDepth = 64;

    private readonly ReadContext _context;
    private readonly string _folder;
    private readonly ImmutableArray<ReadError>.Builder _errors = ImmutableArray.CreateBuilder<ReadError>();

    private NginxParser(ReadContext context, string folder) => (_context, _folder) = (context, folder);

    /// <summary>Reads a file. Never throws.</summary>
    /// <param name="source">The file.</param>
    /// <param name="context">What reading may ask for.</param>
    public static NginxFile Read(SourceText source, ReadContext context)
    {
        // Includes are relative to the main file's folder at every depth: ngx_conf_include uses conf_prefix.
        int slash = source.Name.LastIndexOf('/');
        var parser = new NginxParser(context, slash < 0 ? "" : source.Name[..slash]);
        ImmutableArray<NginxDirective> root = parser.ReadText(source, null, 0);
        return new NginxFile(source, root, context) { Errors = parser._errors.ToImmutable() };
    }

    private ImmutableArray<NginxDirective> ReadText(SourceText source, NginxDirective? parent, int depth)
    {
        var tokens = new Queue<NginxToken>(NginxLexer.Read(source).Where(token => token.Kind is not (NginxTokenKind.Space or NginxTokenKind.Comment or NginxTokenKind.Code)));
        return ReadBlock(source, tokens, parent, depth, outermost: true);
    }

    private ImmutableArray<NginxDirective> ReadBlock(SourceText source, Queue<NginxToken> tokens, NginxDirective? parent, int depth, bool outermost)
    {
        ImmutableArray<NginxDirective>.Builder found = ImmutableArray.CreateBuilder<NginxDirective>();
        ImmutableArray<NginxWord>.Builder words = ImmutableArray.CreateBuilder<NginxWord>();
        while (tokens.TryDequeue(out NginxToken token))
        {
            switch (token.Kind)
            {
                case NginxTokenKind.Word:
                    words.Add(Word(token.At));
                    continue;
                case NginxTokenKind.Semicolon when words.Count > 0:
                    Add(found, new NginxDirective(words.ToImmutable(), parent, token.At.End), depth);
                    break;
                case NginxTokenKind.Open when words.Count > 0:
                    var block = new NginxDirective(words.ToImmutable(), parent, token.At.End);
                    block.Block = depth < MaxDepth ? ReadBlock(source, tokens, block, depth + 1, outermost: false) : [];
                    found.Add(block);
                    break;
                case NginxTokenKind.Close when words.Count == 0 && !outermost:
                    return found.ToImmutable();
                default:
                    Wrong(token.At, words.Count == 0 ? $"unexpected \"{token.At.Text}\"" : $"\"{words[^1].Text}\" is not ended by \";\" before this");
                    if (token.Kind is NginxTokenKind.Close && !outermost) return found.ToImmutable();
                    break;
            }

            words.Clear();
        }

        if (words.Count > 0) Wrong(words[0].At, $"\"{words[0].Text}\" is not ended by \";\" or a block before the end of the file");
        else if (!outermost) Wrong(parent!.At, "this block is not closed by \"}\" before the end of the file");
        return found.ToImmutable();
    }

    private void Add(ImmutableArray<NginxDirective>.Builder found, NginxDirective directive, int depth)
    {
        found.Add(directive);
        if (directive is not { Name: "include", Words.Length: 2 } || depth >= MaxDepth) return;
        directive.IsUnread = true;
        foreach (string path in _context.Files.Glob(directive.Argument, _folder))
        {
            if (_context.Files.Read(path, _folder) is not { } included) continue;
            directive.IsUnread = false;
            found.AddRange(ReadText(included, directive.Parent, depth + 1));
        }
    }

    private static NginxWord Word(Span at)
    {
        string text = at.Text;
        if (text[0] is not ('"' or '\'')) return new NginxWord(at, text, false);
        var bare = new StringBuilder();
        int end = text.Length > 1 && text[^1] == text[0] ? text.Length - 1 : text.Length;
        for (int i = 1; i < end; i++)
        {
            // ngx_conf_read_token undoes \" \' \\ and the three blanks, and leaves any other backslash.
            if (text[i] == '\\' && i + 1 < end)
            {
                char? plain = text[i + 1] switch { '"' or '\'' or '\\' => text[i + 1], 't' => '\t', 'r' => '\r', 'n' => '\n', _ => null };
                if (plain is { } one)
                {
                    bare.Append(one);
                    i++;
                    continue;
                }
            }

            bare.Append(text[i]);
        }

        return new NginxWord(at, bare.ToString(), true);
    }

    private void Wrong(Span at, string message) => _errors.Add(new ReadError(at, message));
}
