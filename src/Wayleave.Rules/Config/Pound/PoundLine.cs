using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Pound;

/// <summary>A line of a pound.cfg that says something.</summary>
/// <param name="Words">Its words, at least one, without quotes. Names are in any case.</param>
/// <param name="At">From its first word to its last.</param>
public sealed record PoundLine(ImmutableArray<string> Words, Span At)
{
    /// <summary>Whether it is of that name.</summary>
    public bool Is(string name) => Words[0].Equals(name, StringComparison.OrdinalIgnoreCase);
}
