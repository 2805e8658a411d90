using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.HAProxy;

/// <summary>A line of a HAProxy file that says something.</summary>
/// <param name="Words">Its words, at least one, without the <c>no</c> or <c>default</c> that may stand in front.</param>
/// <param name="At">From its first word to its last.</param>
public sealed record HAProxyLine(ImmutableArray<HAProxyWord> Words, Span At)
{
    /// <summary>Whether <c>no</c> or <c>default</c> stands in front, which takes back what an outer section said.</summary>
    public bool IsNegated { get; init; }

    /// <summary>False if it stands in an <c>.if</c> whose condition nobody knows.</summary>
    public bool IsSure { get; init; } = true;

    /// <summary>Its first word.</summary>
    public string Name => Words[0].Text;

    /// <summary>The text of a word; empty if it has no such word.</summary>
    /// <param name="index">0 is the name.</param>
    public string this[int index] => index < Words.Length ? Words[index].Text : "";

    /// <summary>Whether it begins with these words.</summary>
    public bool Begins(string first, string? second = null) => Name == first && (second is null || this[1] == second);

    /// <summary>The place of a word; negative if it has none such.</summary>
    /// <param name="text">The word.</param>
    /// <param name="from">Where to begin.</param>
    public int IndexOf(string text, int from = 1)
    {
        for (int i = from; i < Words.Length; i++)
        {
            if (Words[i].Text == text) return i;
        }

        return -1;
    }

    /// <summary>The words from one place on; none if it is shorter.</summary>
    public ImmutableArray<HAProxyWord> From(int index) => index >= Words.Length ? [] : Words[index..];
}
