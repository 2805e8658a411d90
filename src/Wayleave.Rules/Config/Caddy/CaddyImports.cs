using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Caddy;

/// <summary>Opens the imports of a Caddyfile: snippets of its own with their arguments, and other files.</summary>
/// <param name="context">What reading may ask for.</param>
/// <param name="parser">Reads the other files.</param>
internal sealed partial class CaddyImports(ReadContext context, CaddyParser parser)
{
    // A snippet that imports itself must end, and one that imports another twice, and so on, must not fill the memory.
    private const int MaxDepth = 32;
    private const int MaxLines = 50_000;

    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"\{args(\[(?<first>[0-9]*)(?<range>:)?(?<last>[0-9]*)\]|\.(?<old>[0-9]+|\*))\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternLimit.Milliseconds)]
    private static partial Regex ArgumentPattern { get; }

    private readonly Dictionary<string, ImmutableArray<CaddyDirective>> _snippets = [];
    private int _lines;

    /// <summary>The lines with their imports opened, and without the snippets themselves.</summary>
    /// <param name="lines">The lines of a file.</param>
    public ImmutableArray<CaddyDirective> Open(ImmutableArray<CaddyDirective> lines)
    {
        Learn(lines);
        return Open(lines, [], [], 0);
    }

    private void Learn(ImmutableArray<CaddyDirective> lines)
    {
        foreach (CaddyDirective line in lines.Where(IsSnippet)) _snippets[line.Name[1..^1]] = line.Block;
    }

    private static bool IsSnippet(CaddyDirective line) => line is { HasBlock: true, Words.Length: 1 } && line.Name is ['(', .., ')'];

    private ImmutableArray<CaddyDirective> Open(ImmutableArray<CaddyDirective> lines, ImmutableArray<string> arguments, ImmutableArray<CaddyDirective> block, int depth)
    {
        ImmutableArray<CaddyDirective>.Builder opened = ImmutableArray.CreateBuilder<CaddyDirective>();
        foreach (CaddyDirective line in lines)
        {
            if (_lines++ > MaxLines) break;
            if (IsSnippet(line)) continue;
            CaddyDirective own = line with { Words = [.. line.Words.SelectMany(word => Filled(word, arguments))] };
            if (own.Words.IsEmpty) continue;
            if (own is { Name: "{block}", Words.Length: 1 }) opened.AddRange(block);
            else if (own.Name == "import" && own.Words.Length > 1) opened.AddRange(depth < MaxDepth ? Import(own, depth, arguments, block) : []);
            else opened.Add(own with { Block = Open(own.Block, arguments, block, depth) });
        }

        return opened.ToImmutable();
    }

    private ImmutableArray<CaddyDirective> Import(CaddyDirective import, int depth, ImmutableArray<string> outer, ImmutableArray<CaddyDirective> outerBlock)
    {
        ImmutableArray<string> arguments = [.. import.Words.Skip(2).Select(word => word.Text)];
        ImmutableArray<CaddyDirective> block = import.HasBlock ? Open(import.Block, outer, outerBlock, depth + 1) : [];
        if (_snippets.TryGetValue(import.Argument, out ImmutableArray<CaddyDirective> snippet)) return Open(snippet, arguments, block, depth + 1);
        string name = import.At.Source.Name;
        string folder = name.LastIndexOf('/') is var slash and >= 0 ? name[..slash] : "";
        ImmutableArray<CaddyDirective>.Builder found = ImmutableArray.CreateBuilder<CaddyDirective>();
        foreach (string path in context.Files.Glob(import.Argument, folder))
        {
            if (context.Files.Read(path, "") is not { } source) continue;
            ImmutableArray<CaddyDirective> lines = parser.Lines(source);
            Learn(lines);
            found.AddRange(Open(lines, arguments, block, depth + 1));
        }

        return found.ToImmutable();
    }

    // {args[:]} may become several words; the others are put into theirs.
    private static IEnumerable<CaddyWord> Filled(CaddyWord word, ImmutableArray<string> arguments)
    {
        if (arguments.IsEmpty || !word.Text.Contains("{args", StringComparison.Ordinal)) return [word];
        if (ArgumentPattern.Match(word.Text) is { Success: true } whole && whole.Length == word.Text.Length && (whole.Groups["range"].Success || whole.Groups["old"].Value == "*"))
            return Range(whole, arguments).Select(text => word with { Text = text });
        return [word with { Text = ArgumentPattern.Replace(word.Text, one => One(one, arguments) ?? one.Value) }];
    }

    private static IEnumerable<string> Range(Match range, ImmutableArray<string> arguments)
    {
        int first = Number(range.Groups["first"].Value) ?? 0, last = Number(range.Groups["last"].Value) ?? arguments.Length;
        return arguments.Take(Math.Min(last, arguments.Length)).Skip(first);
    }

    private static string? One(Match one, ImmutableArray<string> arguments) =>
        Number(one.Groups["first"].Value + one.Groups["old"].Value) is { } number && number < arguments.Length ? arguments[number] : null;

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
