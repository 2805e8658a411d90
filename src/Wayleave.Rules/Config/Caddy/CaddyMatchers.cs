using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Caddy;

/// <summary>Reads the matchers of a Caddyfile: <c>@name</c> blocks, and the words behind a directive's name.</summary>
internal static class CaddyMatchers
{
    /// <summary>The named matchers of a block, with those of the blocks around it.</summary>
    /// <param name="block">The block.</param>
    /// <param name="outer">Those of the blocks around it.</param>
    public static ImmutableDictionary<string, ImmutableArray<CaddyCondition>> Named(ImmutableArray<CaddyDirective> block, ImmutableDictionary<string, ImmutableArray<CaddyCondition>> outer)
    {
        foreach (CaddyDirective line in block.Where(line => line.Name.StartsWith('@')))
            outer = outer.SetItem(line.Name, line.HasBlock ? Set(line.Block.Select(inner => (inner.Words, inner.Block, inner.At))) : Set([(line.Arguments, [], line.At)]));
        return outer;
    }

    /// <summary>The matcher of a directive, and its words behind it.</summary>
    /// <param name="line">The directive.</param>
    /// <param name="named">The named matchers.</param>
    public static (ImmutableArray<ImmutableArray<CaddyCondition>> Matcher, ImmutableArray<CaddyWord> Words) Of(CaddyDirective line, ImmutableDictionary<string, ImmutableArray<CaddyCondition>> named)
    {
        ImmutableArray<CaddyWord> words = line.Arguments;
        if (words.IsEmpty) return ([], words);
        string first = words[0].Text;
        if (first.StartsWith('@'))
        {
            ImmutableArray<CaddyCondition> unknown = [new CaddyCondition("unknown", words[0].At)];
            return ([named.GetValueOrDefault(first, unknown)], words[1..]);
        }

        if (first == "*" && !words[0].IsQuoted) return ([], words[1..]);
        // A redirect or a rewrite with one word says where to.
        if (!first.StartsWith('/') || (words.Length == 1 && line.Name is "redir" or "rewrite")) return ([], words);
        return ([[new CaddyCondition("path", words[0].At) { Values = [first] }]], words[1..]);
    }

    // Lines of one name are one condition with all their values, but each "not" stands for itself.
    private static ImmutableArray<CaddyCondition> Set(IEnumerable<(ImmutableArray<CaddyWord> Words, ImmutableArray<CaddyDirective> Block, Span At)> lines)
    {
        ImmutableArray<CaddyCondition>.Builder set = ImmutableArray.CreateBuilder<CaddyCondition>();
        foreach ((ImmutableArray<CaddyWord> words, ImmutableArray<CaddyDirective> block, Span at) in lines.Where(line => !line.Words.IsEmpty))
        {
            CaddyCondition one = Condition(words, block, at);
            int same = set.Select((condition, index) => (condition, index)).Where(pair => pair.condition.Name == one.Name && pair.condition.Field.Equals(one.Field, StringComparison.OrdinalIgnoreCase)).Select(pair => pair.index).DefaultIfEmpty(-1).First();
            if (same < 0 || one.Name is "not" or "expression") set.Add(one);
            else set[same] = set[same] with { Values = set[same].Values.AddRange(one.Values) };
        }

        return set.ToImmutable();
    }

    private static CaddyCondition Condition(ImmutableArray<CaddyWord> words, ImmutableArray<CaddyDirective> block, Span at)
    {
        string name = words[0].IsQuoted ? "expression" : words[0].Text;
        ImmutableArray<string> values = [.. words.Skip(1).Select(word => word.Text)];
        return name switch
        {
            "not" when !block.IsEmpty => new CaddyCondition(name, at) { Not = [Set(block.Select(line => (line.Words, line.Block, line.At)))] },
            "not" => new CaddyCondition(name, at) { Not = words.Length > 1 ? [Set([(words[1..], [], at)])] : [] },
            "header" => new CaddyCondition(name, at) { Field = values.FirstOrDefault() ?? "", Values = [.. values.Skip(1)] },
            // A name for the groups may stand in front of field and pattern.
            "header_regexp" => new CaddyCondition(name, at) { Field = values.Length > 2 ? values[1] : values.FirstOrDefault() ?? "", Values = [.. values.TakeLast(1)] },
            _ => new CaddyCondition(name, at) { Values = values },
        };
    }
}
