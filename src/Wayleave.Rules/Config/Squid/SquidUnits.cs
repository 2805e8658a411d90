using System.Globalization;

namespace Wayleave.Rules.Config.Squid;

/// <summary>How Squid writes times: a number and the name of a unit, in one word or two.</summary>
internal static class SquidUnits
{
    /// <summary>The time of a line; null if it has none.</summary>
    public static TimeSpan? Time(SquidLine line)
    {
        string number = line[1], unit = line[2];
        int digits = 0;
        while (digits < number.Length && (char.IsAsciiDigit(number[digits]) || number[digits] == '.')) digits++;
        if (digits < number.Length) (number, unit) = (number[..digits], number[digits..]);
        double? each = unit.ToUpperInvariant().TrimEnd('S') switch
        {
            "" or "SECOND" => 1,
            "MINUTE" => 60,
            "HOUR" => 3600,
            "DAY" => 86_400,
            "WEEK" => 604_800,
            "FORTNIGHT" => 1_209_600,
            _ => null,
        };
        return each is { } seconds && double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count) && count * seconds < TimeSpan.FromDays(10_000).TotalSeconds ? TimeSpan.FromSeconds(count * seconds) : null;
    }
}
