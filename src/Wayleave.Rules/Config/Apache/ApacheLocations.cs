using System.Text.RegularExpressions;

namespace Wayleave.Rules.Config.Apache;

/// <summary>Which <c>Location</c> sections hold for a path, as <c>ap_location_walk</c> finds them.</summary>
internal static class ApacheLocations
{
    /// <summary>Whether a directive is such a section.</summary>
    public static bool Is(ApacheDirective directive) => directive.IsSection && (directive.Is("Location") || directive.Is("LocationMatch"));

    /// <summary>Whether its path is a pattern: <c>LocationMatch</c>, or <c>Location ~</c>.</summary>
    public static bool IsPattern(ApacheDirective section) => section.Is("LocationMatch") || section.Argument == "~";

    /// <summary>Its path or pattern.</summary>
    public static string Pattern(ApacheDirective section) => section.Argument == "~" && section.Arguments.Length > 1 ? section.Arguments[1].Text : section.Argument;

    /// <summary>Whether it holds for a path; null if that cannot be known.</summary>
    public static bool? Takes(ApacheDirective section, string path)
    {
        string pattern = Pattern(section);
        if (IsPattern(section)) return ApachePattern.Find(pattern, path)?.Success;
        if (pattern.AsSpan().IndexOfAny("*?[") < 0) return Begins(path, pattern);
        // fnmatch: a star ends at a slash.
        string regex = "^" + Regex.Escape(pattern).Replace(@"\*", "[^/]*", StringComparison.Ordinal).Replace(@"\?", "[^/]", StringComparison.Ordinal) + "$";
        return ApachePattern.Find(regex, path)?.Success;
    }

    /// <summary>Whether a path begins with a prefix, whole segments only: <c>/ws</c> takes <c>/ws/1</c> and not <c>/wsx</c>; <c>/ws/</c> does not take <c>/ws</c>.</summary>
    public static bool Begins(string path, string prefix) =>
        path.StartsWith(prefix, StringComparison.Ordinal) && (prefix.Length == path.Length || prefix.EndsWith('/') || path[prefix.Length] == '/');
}
