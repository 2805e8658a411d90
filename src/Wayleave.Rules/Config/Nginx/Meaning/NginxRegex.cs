using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Wayleave.Rules.Config.Nginx.Meaning;

/// <summary>A pattern as nginx gives it to PCRE, tried with .NET's engine; what the two do not share is not known.</summary>
internal static class NginxRegex
{
    // A pattern is a stranger's: one that goes back and back is given up.
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(50);

    /// <summary>Whether a text has the pattern; null where that cannot be known.</summary>
    /// <param name="pattern">The pattern, without nginx's <c>~</c>.</param>
    /// <param name="text">The text.</param>
    /// <param name="insensitive">Whether case counts for nothing.</param>
    /// <param name="found">What its groups caught, by number and by name; nothing if it is not there.</param>
    public static bool? Match(string pattern, string text, bool insensitive, out ImmutableDictionary<string, string> found)
    {
        found = ImmutableDictionary<string, string>.Empty;
        // .NET reads a POSIX class as a plain set without complaint, and lets \G and \< mean something else.
        if (pattern.Contains("[:", StringComparison.Ordinal)) return null;
        try
        {
            RegexOptions options = insensitive ? RegexOptions.IgnoreCase | RegexOptions.CultureInvariant : RegexOptions.CultureInvariant;
            var regex = new Regex(pattern.Replace("(?P<", "(?<", StringComparison.Ordinal), options, s_patience);
            Match match = regex.Match(text);
            if (match.Success) found = Groups(regex, match);
            return match.Success;
        }
        catch (Exception e) when (e is ArgumentException or RegexMatchTimeoutException)
        {
            return null;
        }
    }

    // .NET counts the named groups after the others, PCRE all of them in order: where both kinds stand side by side the numbers are not known.
    private static ImmutableDictionary<string, string> Groups(Regex regex, Match match)
    {
        bool mixed = regex.GetGroupNames().Any(name => !char.IsAsciiDigit(name[0])) && regex.GetGroupNames().Any(name => char.IsAsciiDigit(name[0]) && name != "0" && regex.GroupNumberFromName(name).ToString() == name);
        ImmutableDictionary<string, string>.Builder groups = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (string name in regex.GetGroupNames())
        {
            int number = regex.GroupNumberFromName(name);
            if (!char.IsAsciiDigit(name[0])) groups[name] = match.Groups[name].Value;
            if (!mixed) groups[number.ToString()] = match.Groups[number].Value;
        }

        return groups.ToImmutable();
    }
}
