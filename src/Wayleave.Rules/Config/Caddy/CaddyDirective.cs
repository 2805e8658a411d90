using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Caddy;

/// <summary>A line of a Caddyfile with its block, if it has one. Imports stand opened in their place.</summary>
/// <param name="Words">Its words without the brace; the first is its name.</param>
/// <param name="At">From its name to its last word, the brace included.</param>
public sealed record CaddyDirective(ImmutableArray<CaddyWord> Words, Span At)
{
    /// <summary>Whether it has a block.</summary>
    public bool HasBlock { get; init; }

    /// <summary>What stands in its block; none if it has none.</summary>
    public ImmutableArray<CaddyDirective> Block { get; init; } = [];

    /// <summary>Its name.</summary>
    public string Name => Words[0].Text;

    /// <summary>The words behind its name.</summary>
    public ImmutableArray<CaddyWord> Arguments => Words[1..];

    /// <summary>The text of the first word behind its name; empty if there is none.</summary>
    public string Argument => Words.Length > 1 ? Words[1].Text : "";

    /// <summary>The lines of that name in its block.</summary>
    public IEnumerable<CaddyDirective> FindAll(string name) => Block.Where(line => line.Name == name);

    /// <summary>The last line of that name in its block; null if there is none.</summary>
    public CaddyDirective? Find(string name) => Block.LastOrDefault(line => line.Name == name);

    /// <summary>This one, and all that stand in it, however deep.</summary>
    public IEnumerable<CaddyDirective> All() => Block.SelectMany(line => line.All()).Prepend(this);
}
