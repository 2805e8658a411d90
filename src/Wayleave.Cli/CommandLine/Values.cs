using System.CommandLine;
using System.Globalization;
using Wayleave.Cli.Input;
using Wayleave.Rules.Causes;

namespace Wayleave.Cli.CommandLine;

/// <summary>Option values from text, with a complaint that names the option, the value and the right form.</summary>
internal static class Values
{
    /// <summary>A duration within bounds; null if it was not given, or is wrong.</summary>
    public static TimeSpan? Duration(ParseResult parsed, Option<string?> option, TimeSpan least, TimeSpan most, List<string> errors)
    {
        if (parsed.GetValue(option) is not { } text) return null;
        if (!Durations.TryParse(text, out TimeSpan value))
        {
            errors.Add($"{option.Name}: '{Printable.Short(text, 40)}' is not a duration; {Durations.Form}");
            return null;
        }

        if (value < least || value > most)
        {
            errors.Add($"{option.Name}: {Printable.Short(text, 40)} is out of range: from {Durations.Text(least)} to {Durations.Text(most)}");
            return null;
        }

        return value;
    }

    /// <summary>A whole number within bounds; null if it was not given, or is wrong.</summary>
    public static int? Number(ParseResult parsed, Option<string?> option, int least, int most, List<string> errors)
    {
        if (parsed.GetValue(option) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most) return value;
        errors.Add($"{option.Name}: '{Printable.Short(text, 40)}' is not a whole number from {least} to {most}");
        return null;
    }

    /// <summary>A size; null if it was not given, or is wrong.</summary>
    public static long? Size(ParseResult parsed, Option<string?> option, long most, List<string> errors)
    {
        if (parsed.GetValue(option) is not { } text) return null;
        if (!Sizes.TryParse(text, out long value)) errors.Add($"{option.Name}: '{Printable.Short(text, 40)}' is not a size; {Sizes.Form}");
        else if (value > most) errors.Add($"{option.Name}: {Printable.Short(text, 40)} is out of range: at most {Sizes.Text(most)}");
        else return value;
        return null;
    }

    /// <summary>One of a few words; null if it was not given, or is none of them.</summary>
    public static string? Word(ParseResult parsed, Option<string?> option, string[] words, List<string> errors)
    {
        if (parsed.GetValue(option) is not { } text) return null;
        if (words.Contains(text)) return text;
        string hint = NearestName.To(text, words) is { } near ? $"did you mean {near}?" : "write " + string.Join(", ", words[..^1]) + " or " + words[^1];
        errors.Add($"{option.Name}: there is no '{Printable.Short(text, 40)}'; {hint}");
        return null;
    }
}
