using System.Buffers;
using System.Globalization;

namespace Wayleave.Lab.Grammar;

/// <summary>Reads the value behind a word's <c>=</c>.</summary>
internal static class ValueReader
{
    private const int MaxDigits = 9;

    private static readonly SearchValues<char> s_digits = SearchValues.Create("0123456789.");

    /// <summary>Reads a value of that shape.</summary>
    /// <returns>Null where it was read; else what was expected, in words that complete "expected …".</returns>
    public static string? Read(ValueShape shape, string text, out SettingValue value)
    {
        value = new SettingValue(text);
        switch (shape)
        {
            case ValueShape.Time:
                if (!TryReadTime(text, out var time))
                    return "a time with its unit, such as 250ms, 5s or 2m";
                value = value with { Time = time };
                return null;
            case ValueShape.TimeRange:
                int dash = text.IndexOf('-');
                if (!TryReadTime(dash < 0 ? text : text[..dash], out var least) || !TryReadTime(text[(dash + 1)..], out var most) || most < least)
                    return "a time, or the least and the greatest with a dash, such as 1s or 50ms-300ms";
                value = value with { Time = least, Most = most };
                return null;
            case ValueShape.Size:
                if (!TryReadSize(text, out long bytes))
                    return "a size in bytes, such as 512, 64k or 1m";
                value = value with { Number = bytes };
                return null;
            case ValueShape.Count:
                if (!TryReadNumber(text, out long count) || count == 0)
                    return "a whole number from 1";
                value = value with { Number = count };
                return null;
            case ValueShape.Status:
                if (!TryReadNumber(text, out long status) || status is < 200 or > 599)
                    return "an HTTP status from 200 to 599";
                value = value with { Number = status };
                return null;
            case ValueShape.Url:
                return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" or "ws" or "wss"
                    ? null
                    : "an absolute URL, such as https://app.example/login";
            default:
                return text.Length == 0 ? "a value" : null;
        }
    }

    private static bool TryReadTime(string text, out TimeSpan time)
    {
        time = default;
        int unitAt = text.AsSpan().IndexOfAnyExcept(s_digits);
        if (unitAt <= 0)
            return false;
        double? seconds = text[unitAt..] switch { "ms" => 0.001, "s" => 1, "m" => 60, "h" => 3600, _ => null };
        if (seconds is null || unitAt > MaxDigits
            || !double.TryParse(text.AsSpan(0, unitAt), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
            || number * seconds is <= 0 or > 100 * 24 * 3600)
        {
            return false;
        }

        time = TimeSpan.FromSeconds(number * seconds.Value);
        return true;
    }

    private static bool TryReadSize(string text, out long bytes)
    {
        long unit = text.Length == 0 ? 1 : text[^1] switch { 'k' or 'K' => 1024, 'm' or 'M' => 1024 * 1024, _ => 1 };
        bool read = TryReadNumber(unit == 1 ? text : text[..^1], out bytes) && bytes > 0;
        bytes *= unit;
        return read;
    }

    private static bool TryReadNumber(string text, out long number)
    {
        number = 0;
        return text.Length is > 0 and <= MaxDigits
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
