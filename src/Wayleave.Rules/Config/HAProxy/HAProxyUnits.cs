using System.Globalization;

namespace Wayleave.Rules.Config.HAProxy;

/// <summary>How HAProxy writes times.</summary>
internal static class HAProxyUnits
{
    /// <summary>A time such as <c>30s</c> or <c>5000</c>, which is milliseconds; null if it is none.</summary>
    /// <seealso href="https://docs.haproxy.org/2.6/configuration.html#2.5">Time format</seealso>
    public static TimeSpan? Time(string text)
    {
        int digits = 0;
        while (digits < text.Length && char.IsAsciiDigit(text[digits])) digits++;
        if (!long.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out long number)) return null;
        double? each = text[digits..] switch { "us" => 0.001, "" or "ms" => 1, "s" => 1000, "m" => 60_000, "h" => 3_600_000, "d" => 86_400_000, _ => null };
        // HAProxy refuses what its 31 bits of milliseconds do not hold: 24 days and a half.
        return each is { } unit && number * unit <= int.MaxValue ? TimeSpan.FromMilliseconds(number * unit) : null;
    }
}
