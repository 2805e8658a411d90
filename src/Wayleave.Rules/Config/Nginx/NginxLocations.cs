using System.Text.RegularExpressions;

namespace Wayleave.Rules.Config.Nginx;

/// <summary>Which location a request's path reaches, as <c>ngx_http_core_find_location</c> finds it.</summary>
internal static class NginxLocations
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(100);

    /// <summary>The innermost location that the path reaches; the block itself if none of its locations does.</summary>
    /// <param name="block">A server, or a location with others in it.</param>
    /// <param name="path">The request's path.</param>
    public static NginxDirective Choose(NginxDirective block, string path)
    {
        NginxDirective? longest = null;
        foreach (NginxDirective location in block.FindAll("location"))
        {
            (string modifier, string pattern) = Pattern(location);
            if (modifier == "=" && pattern == path) return location;
            if (modifier is "" or "^~" && path.StartsWith(pattern, StringComparison.Ordinal) && pattern.Length >= Pattern(longest).Pattern.Length && !pattern.StartsWith('@'))
                longest = location;
        }

        // The inner ones of the longest prefix come before the regular expressions of this level.
        NginxDirective? inner = longest is null ? null : Choose(longest, path);
        if (Pattern(longest).Modifier == "^~") return inner!;
        if (inner is not null && Pattern(inner).Modifier is "=" or "~" or "~*") return inner;
        foreach (NginxDirective location in block.FindAll("location"))
        {
            (string modifier, string pattern) = Pattern(location);
            if (modifier is "~" or "~*" && Matches(pattern, path, modifier == "~*")) return Choose(location, path);
        }

        return inner ?? block;
    }

    /// <summary>A location's modifier, which may be empty, and its pattern.</summary>
    public static (string Modifier, string Pattern) Pattern(NginxDirective? location) => location?.Words switch
    {
        [_, var modifier, var pattern] => (modifier.Text, pattern.Text),
        [_, { IsQuoted: false, Text: ['=', '/', ..] } exact] => ("=", exact.Text[1..]),
        [_, { IsQuoted: false, Text: ['~', '*', _, ..] } insensitive] => ("~*", insensitive.Text[2..]),
        [_, { IsQuoted: false, Text: ['~', _, ..] } regex] => ("~", regex.Text[1..]),
        [_, { IsQuoted: false, Text: ['^', '~', _, ..] } first] => ("^~", first.Text[2..]),
        [_, var prefix] => ("", prefix.Text),
        _ => ("", ""),
    };

    private static bool Matches(string pattern, string path, bool insensitive)
    {
        try
        {
            return Regex.IsMatch(path, pattern, insensitive ? RegexOptions.IgnoreCase | RegexOptions.CultureInvariant : RegexOptions.CultureInvariant, s_patience);
        }
        catch (Exception e) when (e is ArgumentException or RegexMatchTimeoutException)
        {
            // A pattern that PCRE takes and .NET does not: it is taken as not meant for this path.
            return false;
        }
    }
}
