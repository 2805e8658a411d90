using System.Globalization;

namespace Wayleave.Protocol.Text;

/// <summary>Sizes as people write them: <c>64KiB</c>, <c>1MB</c>, <c>4096</c>.</summary>
public static class Sizes
{
    /// <summary>The forms that are understood, for error messages.</summary>
    public const string Form = "a size is written 4096, 64KiB, 1MiB or 1MB";

    private static readonly (string Unit, long Bytes)[] s_units =
    [
        ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("KB", 1000), ("MB", 1000_000), ("GB", 1000_000_000), ("B", 1), ("", 1),
    ];

    /// <summary>Reads a size in bytes, from 1 byte to 1 TiB.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="bytes">The size in bytes.</param>
    /// <returns>False if it is none.</returns>
    public static bool TryParse(string text, out long bytes)
    {
        ArgumentNullException.ThrowIfNull(text);
        bytes = 0;
        foreach ((string unit, long factor) in s_units)
        {
            if (!text.EndsWith(unit, StringComparison.OrdinalIgnoreCase)) continue;
            if (!decimal.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)) continue;
            if (number > 1L << 40 || number * factor is < 1 or > 1L << 40) return false;
            bytes = (long)(number * factor);
            return true;
        }

        return false;
    }

    /// <summary>The size with the largest binary unit that suits it: <c>64 KiB</c>, <c>812 bytes</c>.</summary>
    /// <param name="bytes">The size in bytes.</param>
    public static string Text(long bytes) => bytes switch
    {
        1 => "1 byte",
        < 10_000 => $"{bytes} bytes",
        < 10L << 20 => $"{bytes / 1024.0:0.#} KiB",
        _ => $"{bytes / (1024.0 * 1024):0.#} MiB",
    };

    /// <summary>The size to the byte, with the largest unit that holds it in whole numbers: reading it back gives the same.</summary>
    /// <param name="bytes">The size in bytes, at least 1.</param>
    public static string Exact(long bytes)
    {
        foreach ((string unit, long factor) in s_units.Where(u => u.Unit.Length > 1).OrderByDescending(u => u.Bytes))
        {
            if (bytes % factor == 0) return $"{bytes / factor}{unit}";
        }

        return $"{bytes}";
    }
}
