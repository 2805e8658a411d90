using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Apache;

/// <summary>Makes directives and sections of the pieces of an Apache file, and opens its includes where they stand.</summary>
internal sealed partial class ApacheParser
{
    // httpd's own limit of includes is 128 deep, its limit of sections the stack; a file that includes itself must end here.
    private const int MaxDepth = 64;
    private const int MaxFiles = 2000;

    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"\$\{(?<name>[^}:]+)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternLimit.Milliseconds)]
    private static partial Regex VariablePattern { get; }

    private readonly ReadContext _context;
    private readonly ImmutableArray<ReadError>.Builder _errors = ImmutableArray.CreateBuilder<ReadError>();
    private readonly Dictionary<string, string> _defined = [];
    private string _folder;
    private int _files;

    private ApacheParser(ReadContext context, string folder) => (_context, _folder) = (context, folder);

    /// <summary>Reads a file. Never throws.</summary>
    /// <param name="source">The file.</param>
    /// <param name="context">What reading may ask for.</param>
    public static ApacheFile Read(SourceText source, ReadContext context)
    {
        // Includes are relative to ServerRoot, which in the distributions is the main file's folder.
        int slash = source.Name.LastIndexOf('/');
        var parser = new ApacheParser(context, slash < 0 ? "" : source.Name[..slash]);
        ImmutableArray<ApacheDirective> root = parser.ReadText(source, 0);
        var file = new ApacheFile(source, root, context) { Errors = parser._errors.ToImmutable(), Defined = parser._defined.ToImmutableDictionary() };
        return file with { Modules = parser.Modules(file) };
    }

    private ImmutableHashSet<string>? Modules(ApacheFile file)
    {
        ImmutableHashSet<string> loaded = [.. file.All.Where(directive => directive.Is("LoadModule")).Select(directive => directive.Argument)];
        // A pattern that found nothing leaves open what it would have brought.
        bool others = file.All.Any(directive => (directive.Is("Include") || directive.Is("IncludeOptional")) && directive.Argument.Contains("mod", StringComparison.OrdinalIgnoreCase) && _context.Files.Glob(directive.Argument, _folder).IsEmpty);
        return loaded.IsEmpty || others ? null : loaded;
    }

    private ImmutableArray<ApacheDirective> ReadText(SourceText source, int depth)
    {
        var lines = new Queue<ImmutableArray<ApacheToken>>(Lines(source));
        ImmutableArray<ApacheDirective>.Builder all = ImmutableArray.CreateBuilder<ApacheDirective>();
        while (lines.Count > 0)
        {
            all.AddRange(ReadBlock(lines, null, depth));
            if (!lines.TryDequeue(out ImmutableArray<ApacheToken> end)) break;
            Wrong(end[0].At.To(end[^1].At), "this ends a section that was not begun");
        }

        return all.ToImmutable();
    }

    private static IEnumerable<ImmutableArray<ApacheToken>> Lines(SourceText source)
    {
        ImmutableArray<ApacheToken>.Builder line = ImmutableArray.CreateBuilder<ApacheToken>();
        foreach (ApacheToken token in ApacheLexer.Read(source))
        {
            if (token.Kind is ApacheTokenKind.LineEnd && line.Count > 0) yield return line.DrainToImmutable();
            else if (token.Kind is not (ApacheTokenKind.Space or ApacheTokenKind.Comment or ApacheTokenKind.LineEnd)) line.Add(token);
        }

        if (line.Count > 0) yield return line.DrainToImmutable();
    }

    // Reads up to the line that ends the section, and takes it if it is that section's own.
    private ImmutableArray<ApacheDirective> ReadBlock(Queue<ImmutableArray<ApacheToken>> lines, ApacheDirective? section, int depth)
    {
        ImmutableArray<ApacheDirective>.Builder found = ImmutableArray.CreateBuilder<ApacheDirective>();
        while (lines.TryPeek(out ImmutableArray<ApacheToken> line))
        {
            if (line[0].Kind is ApacheTokenKind.OpenEnd)
            {
                if (section is null) return found.ToImmutable();
                string name = line.Length > 1 ? line[1].At.Text.TrimEnd('>') : "";
                if (!section.Is(name)) Wrong(line[0].At.To(line[^1].At), $"\"{section.Name.Text}\" is not ended before this");
                lines.Dequeue();
                return found.ToImmutable();
            }

            lines.Dequeue();
            bool opens = line[0].Kind is ApacheTokenKind.Open;
            ImmutableArray<ApacheWord> words = [.. line.Where(token => token.Kind is ApacheTokenKind.Word).Select(Word)];
            if (words.IsEmpty)
            {
                Wrong(line[0].At, "a section needs a name here");
                continue;
            }

            if (opens && line[^1].Kind is not ApacheTokenKind.Close) Wrong(line[0].At.To(line[^1].At), "this section's first line is not ended by \">\"");
            var directive = new ApacheDirective(words[0], words[1..], line[0].At.To(line[^1].At)) { IsSection = opens };
            if (opens) directive = directive with { Block = depth < MaxDepth ? ReadBlock(lines, directive, depth + 1) : [] };
            found.Add(directive);
            if (!opens) Obey(directive, found, depth);
        }

        if (section is not null) Wrong(section.At, $"\"{section.Name.Text}\" is not ended before the end of the file");
        return found.ToImmutable();
    }

    private void Obey(ApacheDirective directive, ImmutableArray<ApacheDirective>.Builder found, int depth)
    {
        if (directive.Is("Define") && directive.Arguments.Length > 0) _defined[directive.Argument] = directive.Arguments.Length > 1 ? directive.Arguments[1].Text : "";
        else if (directive.Is("UnDefine")) _defined.Remove(directive.Argument);
        else if (directive.Is("ServerRoot") && depth == 0 && _files == 0 && directive.Argument.StartsWith('/')) _folder = directive.Argument;
        if (!(directive.Is("Include") || directive.Is("IncludeOptional")) || depth >= MaxDepth) return;
        foreach (ApacheWord pattern in directive.Arguments)
        {
            foreach (string path in _context.Files.Glob(pattern.Text, _folder))
            {
                if (_files++ < MaxFiles && _context.Files.Read(path, "") is { } included) found.AddRange(ReadText(included, depth + 1));
            }
        }
    }

    private ApacheWord Word(ApacheToken token)
    {
        string text = token.At.Text;
        var bare = new StringBuilder();
        char quote = text[0] is '"' or '\'' ? text[0] : '\0';
        int end = quote != '\0' && text.Length > 1 && text[^1] == quote ? text.Length - 1 : text.Length;
        for (int i = quote == '\0' ? 0 : 1; i < end; i++)
        {
            if (text[i] == '\\' && i + 1 < end)
            {
                if (text[i + 1] == '\n')
                {
                    i++;
                    continue;
                }

                if (text[i + 1] == '\r' && i + 2 < end && text[i + 2] == '\n')
                {
                    i += 2;
                    continue;
                }

                if (quote != '\0' && (text[i + 1] == quote || text[i + 1] == '\\')) i++;
            }

            bare.Append(text[i]);
        }

        return new ApacheWord(token.At, VariablePattern.Replace(bare.ToString(), name => Value(name.Groups["name"].Value) ?? name.Value));
    }

    private string? Value(string name) => _defined.GetValueOrDefault(name) ?? _context.Variables?.GetValueOrDefault(name);

    private void Wrong(Span at, string message) => _errors.Add(new ReadError(at, message));
}
