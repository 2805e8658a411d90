using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Nginx.Meaning;

/// <summary>What a text with variables may come to for one request.</summary>
/// <param name="Possible">Each value that it may have, once; none where it may have any.</param>
/// <param name="Where">The line that decides it, where that is another than the one with the text: a map's row.</param>
internal sealed record NginxValue(ImmutableArray<string> Possible, Span? Where = null)
{
    // A text of several variables with several values each has the product of them; more than this is not followed.
    private const int MaxPossible = 16;

    /// <summary>Any value.</summary>
    public static NginxValue Unknown { get; } = new([]);

    /// <summary>The value, where there is only one; null if not.</summary>
    public string? Only => Possible is [var one] ? one : null;

    /// <summary>Just that value.</summary>
    public static NginxValue Of(string value, Span? where = null) => new([value], where);

    /// <summary>One of several values; with one that is not known, any.</summary>
    public static NginxValue OneOf(IEnumerable<NginxValue> values)
    {
        NginxValue[] all = [.. values];
        if (all.Any(value => value.Possible.IsEmpty)) return Unknown;
        ImmutableArray<string> possible = [.. all.SelectMany(value => value.Possible).Distinct()];
        return possible.Length > MaxPossible ? Unknown : new NginxValue(possible, all.Length == 1 ? all[0].Where : null);
    }

    /// <summary>This value with another one behind it.</summary>
    public NginxValue Then(NginxValue next) => Possible.Length * next.Possible.Length is 0 or > MaxPossible
        ? Unknown
        : new NginxValue([.. from first in Possible from second in next.Possible select first + second]);
}
