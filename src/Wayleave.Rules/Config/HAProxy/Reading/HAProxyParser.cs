using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.HAProxy.Reading;

/// <summary>Makes sections and lines of the pieces of a HAProxy file.</summary>
internal sealed class HAProxyParser
{
    private static readonly HashSet<string> s_sections =
    [
        "global", "defaults", "frontend", "backend", "listen", "userlist", "peers", "mailers", "resolvers", "cache", "program", "http-errors", "fcgi-app", "ring",
        "log-forward", "log-profile", "traces", "crt-store", "acme", "ruleset", "namespace_list",
    ];

    private static readonly string[] s_templates = [".template", ".tmpl", ".tpl"];

    private readonly HAProxyUnquoting _unquoting;
    private readonly HAProxyBranches _branches;
    private readonly ImmutableArray<HAProxySection>.Builder _sections = ImmutableArray.CreateBuilder<HAProxySection>();
    private readonly ImmutableArray<HAProxyLine>.Builder _lines = ImmutableArray.CreateBuilder<HAProxyLine>();
    private readonly ImmutableArray<ReadError>.Builder _errors = ImmutableArray.CreateBuilder<ReadError>();
    private HAProxyLine? _head;

    private HAProxyParser(SourceText source, ReadContext context) =>
        (_unquoting, _branches) = (new HAProxyUnquoting(context, s_templates.Any(ending => source.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))), new HAProxyBranches(context.Versions.GetValueOrDefault("haproxy")));

    /// <summary>Whether a word begins a section.</summary>
    public static bool IsSection(string word) => s_sections.Contains(word);

    /// <summary>Reads a file. Never throws.</summary>
    /// <param name="source">The file.</param>
    /// <param name="context">What reading may ask for.</param>
    public static HAProxyFile Read(SourceText source, ReadContext context)
    {
        var parser = new HAProxyParser(source, context);
        List<Span> words = [];
        foreach (HAProxyToken token in HAProxyLexer.Read(source))
        {
            if (token.Kind is HAProxyTokenKind.Word) words.Add(token.At);
            if (token.Kind is not HAProxyTokenKind.LineEnd) continue;
            parser.Line(words);
            words.Clear();
        }

        parser.Line(words);
        parser.EndSection();
        return new HAProxyFile(source, parser._sections.ToImmutable(), context) { Errors = parser._errors.ToImmutable() };
    }

    private void Line(List<Span> places)
    {
        if (places.Count == 0) return;
        ImmutableArray<HAProxyWord> words = [.. places.Select(Word)];
        if (_branches.Take([.. words.Select(word => word.Text)]) || _branches.Skips) return;
        bool negated = words.Length > 1 && words[0].Text is "no" or "default";
        var line = new HAProxyLine(negated ? words[1..] : words, places[0].To(places[^1])) { IsNegated = negated, IsSure = _branches.IsSure };
        _unquoting.Remember(line);
        if (IsSection(line.Name))
        {
            EndSection();
            _head = line;
        }
        else
        {
            _lines.Add(line);
        }
    }

    // Lines in front of the first section belong to one that an including file began: nothing is known of it.
    private void EndSection()
    {
        if (_head is not null) _sections.Add(new HAProxySection(_head, _lines.ToImmutable()));
        _lines.Clear();
    }

    private HAProxyWord Word(Span at)
    {
        HAProxyWord word = _unquoting.Word(at, out bool closed);
        if (!closed) _errors.Add(new ReadError(at, "a quote is not closed before the line ends"));
        return word;
    }
}
