using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Nginx;

/// <summary>A directive: its words, and the block that follows them, if one does. What an include brings in stands in the block as if it were written there.</summary>
public sealed class NginxDirective
{
    /// <summary>Makes a directive; its block comes later, since what stands in it points back here.</summary>
    /// <param name="words">Its words; the first is its name.</param>
    /// <param name="parent">The directive in whose block it stands; null at the outermost level.</param>
    /// <param name="end">Where its <c>;</c> ends, or the <c>{</c> of its block.</param>
    /// <param name="hasBlock">Whether it has a block.</param>
    internal NginxDirective(ImmutableArray<NginxWord> words, NginxDirective? parent, int end, bool hasBlock = false)
    {
        (Words, Parent, HasBlock) = (words, parent, hasBlock);
        At = words[0].At with { End = end };
    }

    /// <summary>Its words; the first is its name.</summary>
    public ImmutableArray<NginxWord> Words { get; }

    /// <summary>Its name.</summary>
    public string Name => Words[0].Text;

    /// <summary>The words behind its name.</summary>
    public ReadOnlySpan<NginxWord> Arguments => Words.AsSpan()[1..];

    /// <summary>The text of the first word behind its name; empty if there is none.</summary>
    public string Argument => Words.Length > 1 ? Words[1].Text : "";

    /// <summary>The directive in whose block it stands; null at the outermost level.</summary>
    public NginxDirective? Parent { get; }

    /// <summary>The outermost level as a directive without a name; null for all that stands deeper.</summary>
    internal NginxDirective? Outermost { get; init; }

    /// <summary>From its name up to and with its <c>;</c>, or the <c>{</c> of its block.</summary>
    public Span At { get; }

    /// <summary>
    /// Whether it stands for others that nobody can see: an include whose file was not found, or what a template will put here. Then what is absent in its block may
    /// be in there.
    /// </summary>
    public bool IsUnread { get; internal set; }

    /// <summary>Whether what stands in its block is data and no directives: the name of each row is its key.</summary>
    public bool HoldsData => HasBlock && Name is "map" or "geo" or "types" or "split_clients" or "charset_map" or "keyval_map";

    /// <summary>Whether it has a block.</summary>
    public bool HasBlock { get; }

    /// <summary>What stands in its block, includes opened; none if it has no block.</summary>
    public ImmutableArray<NginxDirective> Block { get; internal set; } = [];

    /// <summary>The directives of that name in its block.</summary>
    public IEnumerable<NginxDirective> FindAll(string name) => Block.Where(directive => directive.Name == name);

    /// <summary>The last directive of that name in its block; null if there is none.</summary>
    public NginxDirective? Find(string name) => Block.LastOrDefault(directive => directive.Name == name);

    /// <summary>
    /// This one, the one in whose block it stands, and so on outwards. The last has no name: it is the outermost level, where a site's file has what
    /// the <c>http</c> block around it will hold.
    /// </summary>
    public IEnumerable<NginxDirective> Outwards()
    {
        NginxDirective last = this;
        for (NginxDirective? level = this; level is not null; level = level.Parent) yield return last = level;
        if (last.Outermost is { } outermost) yield return outermost;
    }

    /// <summary>All that stands in its block, however deep, in the file's order; none of a block of data.</summary>
    public IEnumerable<NginxDirective> Inside()
    {
        if (HoldsData) yield break;
        foreach (NginxDirective child in Block)
        {
            yield return child;
            foreach (NginxDirective further in child.Inside()) yield return further;
        }
    }
}
