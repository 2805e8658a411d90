using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Caddy;

/// <summary>Makes lines and blocks of the pieces of a Caddyfile. Imports are opened afterwards, by <see cref="CaddyImports"/>.</summary>
/// <param name="context">What reading may ask for.</param>
internal sealed partial class CaddyParser(ReadContext context)
{
    private const int MaxDepth = 64;

    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"\{\$(?<name>[^}:]+)(:(?<default>[^}]*))?\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternLimit.Milliseconds)]
    private static partial Regex EnvironmentPattern { get; }

    private readonly ImmutableArray<ReadError>.Builder _errors = ImmutableArray.CreateBuilder<ReadError>();

    /// <summary>What could not be read so far.</summary>
    public ImmutableArray<ReadError> Errors => _errors.ToImmutable();

    /// <summary>The lines of a file, imports not opened. Never throws.</summary>
    public ImmutableArray<CaddyDirective> Lines(SourceText source)
    {
        var tokens = new Queue<CaddyToken>(CaddyLexer.Read(source).Where(token => token.Kind is CaddyTokenKind.Word or CaddyTokenKind.LineEnd));
        ImmutableArray<CaddyDirective>.Builder all = ImmutableArray.CreateBuilder<CaddyDirective>();
        while (tokens.Count > 0)
        {
            all.AddRange(Block(tokens, null, 0));
            if (tokens.TryDequeue(out CaddyToken close)) _errors.Add(new ReadError(close.At, "this brace closes no block"));
        }

        return all.ToImmutable();
    }

    // Reads up to the brace that closes the block, and takes it if there is a block to close.
    private ImmutableArray<CaddyDirective> Block(Queue<CaddyToken> tokens, CaddyToken? opened, int depth)
    {
        ImmutableArray<CaddyDirective>.Builder found = ImmutableArray.CreateBuilder<CaddyDirective>();
        ImmutableArray<CaddyWord>.Builder words = ImmutableArray.CreateBuilder<CaddyWord>();
        while (tokens.TryPeek(out CaddyToken token))
        {
            string text = token.At.Text;
            if (text == "}")
            {
                Finish();
                if (opened is null) return found.ToImmutable();
                tokens.Dequeue();
                return found.ToImmutable();
            }

            tokens.Dequeue();
            if (text == "{" && depth < MaxDepth)
            {
                // The first block of a file may have no name: the global options.
                Span at = words.Count > 0 ? words[0].At with { End = token.At.End } : token.At;
                ImmutableArray<CaddyWord> own = words.Count > 0 ? words.DrainToImmutable() : [new CaddyWord(token.At, "", false)];
                found.Add(new CaddyDirective(own, at) { HasBlock = true, Block = Block(tokens, token, depth + 1) });
            }
            else if (token.Kind is CaddyTokenKind.Word) words.Add(Word(token.At));
            else if (words.Count > 0 && !(depth == 0 && words[^1] is { IsQuoted: false, Text: [.., ','] })) Finish();
        }

        Finish();
        if (opened is { } open) _errors.Add(new ReadError(open.At, "this block is not closed before the end of the file"));
        return found.ToImmutable();

        void Finish()
        {
            if (words.Count > 0) found.Add(new CaddyDirective(words.ToImmutable(), words[0].At.To(words[^1].At)));
            words.Clear();
        }
    }

    private CaddyWord Word(Span at)
    {
        string text = at.Text;
        if (text[0] == '`') return new CaddyWord(at, text.Length > 1 && text[^1] == '`' ? text[1..^1] : text[1..], true);
        if (text[0] == '"')
        {
            string inside = text.Length > 1 && text[^1] == '"' ? text[1..^1] : text[1..];
            return new CaddyWord(at, Filled(inside.Replace("\\\"", "\"", StringComparison.Ordinal)), true);
        }

        if (text.StartsWith("<<", StringComparison.Ordinal) && text.Contains('\n', StringComparison.Ordinal)) return new CaddyWord(at, Heredoc(text), true);
        return new CaddyWord(at, Filled(text), false);
    }

    private static string Heredoc(string text)
    {
        string[] lines = text.Split('\n');
        int indent = lines[^1].Length - lines[^1].TrimStart(' ', '\t').Length;
        var inside = new StringBuilder();
        foreach (string line in lines.Skip(1).SkipLast(1)) inside.Append(line.Length >= indent ? line[indent..] : line.TrimStart()).Append('\n');
        return inside.ToString().TrimEnd('\n');
    }

    // A value that nobody told stands for itself, unless the file has one for that case.
    private string Filled(string text) => !text.Contains("{$", StringComparison.Ordinal) ? text : EnvironmentPattern.Replace(text, variable =>
        context.Variables?.GetValueOrDefault(variable.Groups["name"].Value) ?? (variable.Groups["default"] is { Success: true, Value: { Length: > 0 } otherwise } ? otherwise : variable.Value));
}
