using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Wayleave.Protocol.Events;

/// <summary>What holds for which channels: the first pattern in the list that means a channel decides.</summary>
/// <typeparam name="T">What holds: a policy, say.</typeparam>
/// <param name="entries">The patterns, the most important first.</param>
public sealed class ChannelPatternList<T>(IEnumerable<KeyValuePair<ChannelPattern, T>> entries)
    where T : notnull
{
    private readonly ImmutableArray<KeyValuePair<ChannelPattern, T>> _entries = [.. entries];

    /// <summary>What holds for a channel.</summary>
    /// <param name="channel">The channel's name.</param>
    /// <param name="value">What holds for it.</param>
    /// <returns>False if no pattern means it.</returns>
    public bool TryFind(ReadOnlySpan<char> channel, [MaybeNullWhen(false)] out T value)
    {
        foreach (var (pattern, holds) in _entries)
        {
            value = holds;
            if (pattern.Matches(channel))
                return true;
        }

        value = default;
        return false;
    }
}
