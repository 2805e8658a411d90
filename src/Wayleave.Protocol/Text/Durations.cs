using System.Globalization;

namespace Wayleave.Protocol.Text;

/// <summary>Durations as people write them: <c>500ms</c>, <c>5s</c>, <c>1.5m</c>, <c>1h</c>, <c>7d</c>.</summary>
public static class Durations
{
    /// <summary>The forms that are understood, for error messages.</summary>
    public const string Form = "a duration is written 500ms, 5s, 2m, 1h or 7d";

    private static readonly (string Unit, double Milliseconds)[] s_units = [("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000)];

    /// <summary>Reads a duration: a number from 0 to 100 days and its unit.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="value">The duration.</param>
    /// <returns>False if it is none.</returns>
    public static bool TryParse(string text, out TimeSpan value)
    {
        ArgumentNullException.ThrowIfNull(text);
        value = default;
        foreach ((string unit, double milliseconds) in s_units)
        {
            if (!text.EndsWith(unit, StringComparison.OrdinalIgnoreCase)) continue;
            if (!double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)) continue;
            double total = number * milliseconds;
            if (total > TimeSpan.FromDays(100).TotalMilliseconds) return false;
            value = TimeSpan.FromMilliseconds(total);
            return true;
        }

        return false;
    }

    /// <summary>The duration in the shortest of the forms: <c>90s</c>, <c>2m</c>, <c>250ms</c>.</summary>
    /// <param name="value">The duration.</param>
    public static string Text(TimeSpan value) => value.TotalMilliseconds switch
    {
        < 1000 => $"{value.TotalMilliseconds:0.#}ms",
        < 120_000 => $"{value.TotalSeconds:0.#}s",
        < 7_200_000 => $"{value.TotalMinutes:0.#}m",
        _ => $"{value.TotalHours:0.#}h",
    };

    /// <summary>The duration to the tick, in the largest unit that holds it in whole numbers: reading it back gives the same.</summary>
    /// <param name="value">The duration, not negative.</param>
    public static string Exact(TimeSpan value)
    {
        foreach ((string unit, double milliseconds) in s_units.AsEnumerable().Reverse())
        {
            long ticks = (long)milliseconds * TimeSpan.TicksPerMillisecond;
            if (value.Ticks % ticks == 0 && (value.Ticks > 0 || unit == "s")) return $"{value.Ticks / ticks}{unit}";
        }

        return $"{(decimal)value.Ticks / TimeSpan.TicksPerMillisecond}ms";
    }
}
