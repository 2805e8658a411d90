using System.Globalization;

namespace Wayleave.Rules.Config.Caddy;

/// <summary>How Caddy writes times.</summary>
internal static class CaddyUnits
{
    /// <summary>A time such as <c>5m</c>, <c>1h30m</c>, <c>1.5s</c> or <c>2d</c>, or in JSON a number of nanoseconds; null if it is none.</summary>
    public static TimeSpan? Time(string text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long nanoseconds)) return TimeSpan.FromTicks(nanoseconds / 100);
        double seconds = 0;
        int at = 0;
        while (at < text.Length)
        {
            int number = at;
            while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.')) at++;
            if (!double.TryParse(text.AsSpan(number, at - number), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)) return null;
            int unit = at;
            while (at < text.Length && !char.IsAsciiDigit(text[at]) && text[at] != '.') at++;
            if (Seconds(text[unit..at]) is not { } each) return null;
            seconds += value * each;
        }

        return text.Length > 0 && seconds < TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static double? Seconds(string unit) => unit switch { "ns" => 1e-9, "us" or "µs" => 1e-6, "ms" => 1e-3, "s" => 1, "m" => 60, "h" => 3600, "d" => 86_400, _ => null };
}
