using System.Collections.Immutable;
using System.Globalization;

namespace Wayleave.Rules.Config.HAProxy.Matching;

/// <summary>What converters make of a value; of those that are not here nobody knows it.</summary>
/// <seealso href="https://docs.haproxy.org/2.6/configuration.html#7.3.1">Converters</seealso>
internal static class HAProxyConverters
{
    /// <summary>A value behind a converter.</summary>
    /// <param name="value">The value in front of it.</param>
    /// <param name="name">The converter.</param>
    /// <param name="arguments">Its arguments.</param>
    public static HAProxySample Convert(string value, string name, ImmutableArray<string> arguments) => name switch
    {
        "lower" => HAProxySample.Of(value.ToLowerInvariant()),
        "upper" => HAProxySample.Of(value.ToUpperInvariant()),
        "url_dec" when !value.Contains('%', StringComparison.Ordinal) => HAProxySample.Of(value),
        "host_only" => HAProxySample.Of(value.Split(':')[0]),
        "field" or "word" when arguments is [var place, var delimiters, ..] && int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index > 0 && delimiters.Length > 0 =>
            HAProxySample.Of(value.Split(delimiters.ToCharArray(), name == "word" ? StringSplitOptions.RemoveEmptyEntries : StringSplitOptions.None).ElementAtOrDefault(index - 1)),
        "regsub" when arguments.Length >= 1 =>
            StrangersPattern.Replace(value, arguments[0], arguments.ElementAtOrDefault(1) ?? "", (arguments.ElementAtOrDefault(2) ?? "").Contains('i', StringComparison.Ordinal), (arguments.ElementAtOrDefault(2) ?? "").Contains('g', StringComparison.Ordinal)) is { } text
                ? HAProxySample.Of(text)
                : HAProxySample.Unknown,
        _ => HAProxySample.Unknown,
    };
}
