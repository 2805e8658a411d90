using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Wayleave.Protocol.Text;

namespace Wayleave.Protocol.Events;

/// <summary>Which channels are meant: <c>user:*:events</c>, where <c>*</c> stands for one part between colons that is not empty.</summary>
/// <remarks>Unlike the <c>*</c> of Redis it does not cross a colon: <c>user:*</c> does not mean <c>user:7:secrets</c>.</remarks>
public sealed class ChannelPattern
{
    private readonly ImmutableArray<string> _parts;

    private ChannelPattern(string text, ImmutableArray<string> parts) => (Text, _parts) = (text, parts);

    /// <summary>The pattern as it is written.</summary>
    public string Text { get; }

    /// <summary>Reads a pattern: a name in which whole parts may be <c>*</c>.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="pattern">The pattern; null if it is none.</param>
    /// <param name="wrong">What is wrong and what to do; null if nothing is.</param>
    /// <returns>False if it is none.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out ChannelPattern? pattern, [NotNullWhen(false)] out string? wrong)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split(':');
        // The length and the characters of the whole: its stars are the only thing that a name may not have.
        wrong = Wrong(text, ChannelName.Check(text.Replace('*', 'x')), parts);
        pattern = wrong is null ? new(text, [.. parts]) : null;
        return pattern is not null;
    }

    /// <summary>Whether a channel is meant.</summary>
    /// <param name="channel">The channel's name.</param>
    public bool Matches(ReadOnlySpan<char> channel)
    {
        var at = 0;
        foreach (var range in channel.Split(':'))
        {
            var part = channel[range];
            if (at == _parts.Length || !(_parts[at] == "*" ? !part.IsEmpty : part.SequenceEqual(_parts[at])))
                return false;
            at++;
        }

        return at == _parts.Length;
    }

    /// <summary>Whether all channels that another pattern means are meant by this one too: whoever may have these may have those.</summary>
    /// <param name="other">The other pattern; a plain name is one.</param>
    public bool Covers(ChannelPattern other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return _parts.Length == other._parts.Length && _parts.Zip(other._parts).All(pair => pair.First == "*" || pair.First == pair.Second);
    }

    /// <summary>The pattern as it is written.</summary>
    public override string ToString() => Text;

    private static string? Wrong(string text, ChannelNameViolation violation, string[] parts)
    {
        var shown = Printable.Short(text, 80);
        if (violation != ChannelNameViolation.None)
            return $"'{shown}': {violation.Describe()}";
        foreach (var part in parts)
        {
            if (part.Length == 0)
                return $"'{shown}': between two colons stands a name's part or *; remove the colon that is too much";
            if (part.Contains('*', StringComparison.Ordinal) && part != "*")
                return $"'{shown}': * stands for a whole part between colons; write * instead of {Printable.Short(part, 80)}";
        }

        return null;
    }
}
