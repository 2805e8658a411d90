using System.Globalization;
using System.Text.RegularExpressions;

namespace Wayleave.Rules.Config.Apache;

/// <summary>A <c>ProxyPass</c> or <c>ProxyPassMatch</c>: which paths it takes, and where they go.</summary>
/// <param name="By">Its line.</param>
/// <param name="Path">The prefix that it takes, or its pattern.</param>
/// <param name="IsPattern">Whether that is a pattern.</param>
/// <param name="Url">The target as written; <c>!</c>: what it takes is not proxied.</param>
internal sealed partial record ApacheMapping(ApacheDirective By, string Path, bool IsPattern, string Url)
{
    [GeneratedRegex("\\$[0-9]", RegexOptions.CultureInvariant, PatternLimit.Milliseconds)]
    private static partial Regex ReferencePattern { get; }

    /// <summary>Reads one; null if it is none.</summary>
    /// <param name="directive">The directive.</param>
    /// <param name="location">The section in which it stands, which gives it its path; null if it stands in none.</param>
    public static ApacheMapping? Of(ApacheDirective directive, ApacheDirective? location = null)
    {
        bool match = directive.Is("ProxyPassMatch");
        if (!match && !directive.Is("ProxyPass")) return null;
        string[] words = [.. directive.Arguments.Select(word => word.Text).Where(word => word is not ("nocanon" or "interpolate" or "noquery"))];
        if (location is null) return words.Length > 1 ? new ApacheMapping(directive, words[0], match, words[1]) : null;
        return words.Length > 0 ? new ApacheMapping(directive, ApacheLocations.Pattern(location), match, words[0]) : null;
    }

    /// <summary>Whether what it takes is not proxied.</summary>
    public bool IsExclusion => Url == "!";

    /// <summary>The target; null if it is no URL.</summary>
    public ApacheTarget? Target => ApacheTarget.Parse(Url);

    /// <summary>Whether it takes a path; null if that cannot be known.</summary>
    public bool? Takes(string path) => IsPattern ? ApachePattern.Find(Path, path)?.Success : ApacheLocations.Begins(path, Path);

    /// <summary>The path that the target is asked for; null if that cannot be known.</summary>
    /// <param name="path">The request's path, which it takes.</param>
    public string? TargetPath(string path)
    {
        string own = Target?.Path ?? "";
        if (!IsPattern) return Url.Contains("${", StringComparison.Ordinal) ? null : Rooted(own + path[Math.Min(Path.Length, path.Length)..]);
        if (ApachePattern.Find(Path, path) is not { Success: true } match) return null;
        // Without $1 and its like the whole path is put behind.
        return own.Contains('$', StringComparison.Ordinal) ? Rooted(Inserted(own, match)) : Rooted(own + (own.EndsWith('/') ? path.TrimStart('/') : path));
    }

    /// <summary>A text with <c>$1</c> and its like filled in.</summary>
    public static string Inserted(string text, Match match) =>
        ReferencePattern.Replace(text, number => match.Groups[int.Parse(number.ValueSpan[1..], CultureInfo.InvariantCulture)].Value);

    private static string Rooted(string path) => path.StartsWith('/') ? path : "/" + path;
}
