using System.Globalization;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Apache;

/// <summary>A parameter of a <c>ProxyPass</c>, a <c>BalancerMember</c> or a <c>ProxySet</c>: <c>timeout=300</c>.</summary>
/// <param name="Name">In lower case.</param>
/// <param name="Value">Its value.</param>
/// <param name="At">Where it stands.</param>
internal sealed record ApacheParameter(string Name, string Value, Span At)
{
    /// <summary>The parameters among a directive's words.</summary>
    public static IEnumerable<ApacheParameter> Of(ApacheDirective directive) =>
        from word in directive.Arguments
        let sign = word.Text.IndexOf('=', StringComparison.Ordinal)
        where sign > 0 && word.Text.AsSpan(0, sign).IndexOfAny(":/$^") < 0
        select new ApacheParameter(word.Text[..sign].ToLowerInvariant(), word.Text[(sign + 1)..], word.At);

    /// <summary>A time: seconds, or a number with <c>ms</c>, <c>s</c>, <c>mi</c>, <c>h</c>; null if it is none.</summary>
    public static TimeSpan? Time(string text)
    {
        int digits = 0;
        while (digits < text.Length && char.IsAsciiDigit(text[digits])) digits++;
        if (digits is 0 or > 9 || !int.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out int number)) return null;
        return text[digits..].ToLowerInvariant() switch
        {
            "" or "s" => TimeSpan.FromSeconds(number),
            "ms" => TimeSpan.FromMilliseconds(number),
            // ap_timeout_parameter_parse looks at the first letters only: m and mi are minutes.
            ['m', not 's', ..] or "m" => TimeSpan.FromMinutes(number),
            ['h', ..] => TimeSpan.FromHours(number),
            _ => null,
        };
    }
}
