using System.Globalization;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Commands;

/// <summary>Options of command lines as what they mean; null wherever that is not known, as with a variable.</summary>
internal static class OptionValues
{
    /// <summary>An option's text, or the variable of the environment that stands for it.</summary>
    /// <param name="command">The command line.</param>
    /// <param name="variable">The variable's name; null: there is none.</param>
    /// <param name="names">The option's names with their dashes.</param>
    public static Setting<string>? Given(this ServerCommand command, string? variable, params ReadOnlySpan<string> names) =>
        command.Option(names) ?? (variable is null ? null : command.Environment.GetValueOrDefault(variable));

    /// <summary>A number of seconds; 0 and less: never.</summary>
    /// <param name="given">What is given; null: the option is not there.</param>
    /// <param name="otherwise">The program's own default.</param>
    public static Setting<TimeSpan>? Seconds(Setting<string>? given, TimeSpan otherwise)
    {
        if (given is null) return new Setting<TimeSpan>(otherwise, null);
        if (!double.TryParse(given.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) || !(seconds < 1e9)) return null;
        return new Setting<TimeSpan>(seconds > 0 ? TimeSpan.FromSeconds(seconds) : Timeout.InfiniteTimeSpan, given.Where);
    }

    /// <summary>A whole number.</summary>
    /// <param name="given">What is given; null: the option is not there.</param>
    /// <param name="otherwise">The program's own default.</param>
    public static Setting<long>? Number(Setting<string>? given, long otherwise)
    {
        if (given is null) return new Setting<long>(otherwise, null);
        return long.TryParse(given.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? new Setting<long>(number, given.Where) : null;
    }

    /// <summary>An address, also with a port behind it: <c>0.0.0.0:8000</c>.</summary>
    /// <param name="given">What is given; null: the option is not there.</param>
    /// <param name="otherwise">The program's own default.</param>
    public static Setting<string>? Address(Setting<string>? given, string otherwise)
    {
        if (given is null) return new Setting<string>(otherwise, null);
        if (given.Value.Contains('$', StringComparison.Ordinal) || given.Value.StartsWith("unix:", StringComparison.Ordinal) || given.Value.StartsWith("fd:", StringComparison.Ordinal)) return null;
        int colon = given.Value.LastIndexOf(':');
        return new Setting<string>(colon > given.Value.LastIndexOf(']') && given.Value.Count(c => c == ':') < 2 ? given.Value[..colon] : given.Value, given.Where);
    }

    /// <summary>A port, also as the end of an address: <c>0.0.0.0:8000</c>.</summary>
    /// <param name="given">What is given; null: the option is not there.</param>
    /// <param name="otherwise">The program's own default.</param>
    public static Setting<int>? Port(Setting<string>? given, int otherwise)
    {
        if (given is null) return new Setting<int>(otherwise, null);
        return int.TryParse(given.Value.AsSpan(given.Value.LastIndexOf(':') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port) ? new Setting<int>(port, given.Where) : null;
    }
}
