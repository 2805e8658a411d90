using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Squid;

/// <summary>A line of a squid.conf that says something, with the lines that a backslash at its end adds.</summary>
/// <param name="Words">Its words, at least one, without quotes.</param>
/// <param name="At">From its first word to its last.</param>
/// <param name="IsSure">False if it stands in a conditional block.</param>
public sealed record SquidLine(ImmutableArray<string> Words, Span At, bool IsSure)
{
    /// <summary>The directive's name.</summary>
    public string Name => Words[0];

    /// <summary>A word; empty if there is none such.</summary>
    /// <param name="index">0 is the name.</param>
    public string this[int index] => index < Words.Length ? Words[index] : "";

    /// <summary>The value of a parameter <c>name=value</c>; null if there is none.</summary>
    public string? Value(string name) => Words.FirstOrDefault(word => word.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];
}
