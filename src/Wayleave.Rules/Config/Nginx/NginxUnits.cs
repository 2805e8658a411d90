using System.Globalization;

namespace Wayleave.Rules.Config.Nginx;

/// <summary>How nginx writes times.</summary>
internal static class NginxUnits
{
    /// <summary>A time such as <c>60</c>, <c>500ms</c> or <c>1h 30m</c>; null if it is none.</summary>
    /// <seealso href="https://nginx.org/en/docs/syntax.html">Configuration file measurement units</seealso>
    public static TimeSpan? Time(string text)
    {
        double seconds = 0;
        int at = 0;
        while (at < text.Length)
        {
            int digits = at;
            while (digits < text.Length && char.IsAsciiDigit(text[digits])) digits++;
            if (digits == at || !long.TryParse(text.AsSpan(at, digits - at), NumberStyles.None, CultureInfo.InvariantCulture, out long number)) return null;
            int unit = digits;
            while (unit < text.Length && char.IsAsciiLetter(text[unit])) unit++;
            if (Seconds(text[digits..unit]) is not { } each) return null;
            seconds += number * each;
            while (unit < text.Length && text[unit] == ' ') unit++;
            at = unit;
        }

        return text.Length > 0 && seconds <= TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.FromSeconds(seconds) : null;
    }

    /// <summary>A size such as <c>4096</c>, <c>8k</c> or <c>1m</c>, in bytes; null if it is none.</summary>
    public static long? Size(string text)
    {
        int shift = text.Length == 0 ? 0 : text[^1] switch { 'k' or 'K' => 10, 'm' or 'M' => 20, 'g' or 'G' => 30, _ => 0 };
        return long.TryParse(shift == 0 ? text : text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number <= long.MaxValue >> 31 ? number << shift : null;
    }

    private static double? Seconds(string unit) => unit switch
    {
        "" or "s" => 1,
        "ms" => 0.001,
        "m" => 60,
        "h" => 3600,
        "d" => 86_400,
        "w" => 7 * 86_400,
        "M" => 30 * 86_400,
        "y" => 365 * 86_400,
        _ => null,
    };
}
