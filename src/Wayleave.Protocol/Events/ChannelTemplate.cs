using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Wayleave.Protocol.Text;

namespace Wayleave.Protocol.Events;

/// <summary>A channel's name with places for a route's parameters: <c>user:{user_id}:events</c>. A parameter is a whole part between colons.</summary>
/// <remarks>
/// A parameter comes from a URL, so anybody may choose it. Its value fills one part and no more: with a colon, <c>7:secrets</c>
/// in <c>user:{id}</c> would reach a channel that the route does not serve.
/// </remarks>
public sealed class ChannelTemplate
{
    private static readonly SearchValues<char> s_letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");
    private readonly ImmutableArray<Part> _parts;

    private ChannelTemplate(string text, ImmutableArray<Part> parts, ChannelPattern pattern)
    {
        (Text, _parts, Pattern) = (text, parts, pattern);
        Parameters = [.. parts.Where(part => part.IsParameter).Select(part => part.Text).Distinct()];
        RedisPattern = string.Join(':', parts.Select(part => part.IsParameter ? "*" : Escaped(part.Text)));
    }

    /// <summary>The template as it is written.</summary>
    public string Text { get; }

    /// <summary>The names of its parameters, in their order, each once.</summary>
    public ImmutableArray<string> Parameters { get; }

    /// <summary>The channels that it can make: <c>user:*:events</c>. Whatever Redis' own pattern lets through is to be matched again with this.</summary>
    public ChannelPattern Pattern { get; }

    /// <summary>What PSUBSCRIBE takes to hear of all these channels; of more than these, since the <c>*</c> of Redis crosses colons.</summary>
    /// <seealso href="https://redis.io/docs/latest/commands/psubscribe/">PSUBSCRIBE</seealso>
    public string RedisPattern { get; }

    /// <summary>Reads a template.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="template">The template; null if it is none.</param>
    /// <param name="wrong">What is wrong and what to do; null if nothing is.</param>
    /// <returns>False if it is none.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out ChannelTemplate? template, [NotNullWhen(false)] out string? wrong)
    {
        ArgumentNullException.ThrowIfNull(text);
        template = null;
        var shown = Printable.Short(text, 80);
        if (text.Contains('*', StringComparison.Ordinal))
        {
            wrong = $"'{shown}': a template names its parameters; write {{name}} instead of *";
            return false;
        }

        ImmutableArray<Part> parts = [.. text.Split(':').Select(Part.Of)];
        if (parts.FirstOrDefault(part => part.IsFlawed) is { Text: not null } flawed)
        {
            wrong = $"'{shown}': {{name}} is a whole part between colons, its name of letters, digits and _; {Printable.Short(flawed.Text, 80)} is none";
            return false;
        }

        if (!ChannelPattern.TryParse(string.Join(':', parts.Select(part => part.IsParameter ? "*" : part.Text)), out var pattern, out wrong))
            return false;
        template = new(text, parts, pattern);
        return true;
    }

    /// <summary>Makes a channel's name of the route's parameters.</summary>
    /// <param name="valueOf">The value of a parameter, decoded; null if there is none.</param>
    /// <param name="channel">The name; empty if none comes of it.</param>
    /// <param name="violation">What is wrong with a value, or with the name as a whole.</param>
    /// <returns>False if something is wrong.</returns>
    public bool TryFill(Func<string, string?> valueOf, out string channel, out ChannelNameViolation violation)
    {
        ArgumentNullException.ThrowIfNull(valueOf);
        channel = "";
        violation = ChannelNameViolation.None;
        var parts = new string[_parts.Length];
        for (var at = 0; at < parts.Length; at++)
        {
            parts[at] = _parts[at].IsParameter ? valueOf(_parts[at].Text) ?? "" : _parts[at].Text;
            if (_parts[at].IsParameter && (violation = CheckValue(parts[at])) != ChannelNameViolation.None)
                return false;
        }

        var name = string.Join(':', parts);
        violation = ChannelName.Check(name);
        if (violation == ChannelNameViolation.None)
            channel = name;
        return violation == ChannelNameViolation.None;
    }

    /// <summary>The template as it is written.</summary>
    public override string ToString() => Text;

    private static ChannelNameViolation CheckValue(string value) =>
        value.Length == 0 ? ChannelNameViolation.ParameterMissing
        : value.Contains(':', StringComparison.Ordinal) ? ChannelNameViolation.ColonInParameter
        : ChannelName.Check(value);

    // What Redis' glob would read as more than itself.
    private static string Escaped(string literal)
    {
        var escaped = new StringBuilder();
        foreach (var letter in literal)
            (letter is '?' or '[' or '\\' ? escaped.Append('\\') : escaped).Append(letter);
        return escaped.ToString();
    }

    private readonly record struct Part(string Text, bool IsParameter, bool IsFlawed)
    {
        public static Part Of(string text)
        {
            if (text is ['{', .. { Length: > 0 } name, '}'] && !name.AsSpan().ContainsAnyExcept(s_letters))
                return new(name, IsParameter: true, IsFlawed: false);
            return new(text, IsParameter: false, IsFlawed: text.AsSpan().ContainsAny('{', '}'));
        }
    }
}
