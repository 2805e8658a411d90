using System.Collections.Immutable;

namespace Wayleave.Rules.Config.Nginx.Meaning;

/// <summary>Which location a request's path reaches, as <c>ngx_http_core_find_location</c> finds it.</summary>
internal static class NginxLocations
{
    /// <summary>The innermost location that the path reaches.</summary>
    /// <param name="block">A server's block, or a location's.</param>
    /// <param name="path">The request's path.</param>
    public static NginxChoice Choose(ImmutableArray<NginxDirective> block, string path)
    {
        NginxDirective? longest = null, redirect = null;
        foreach (NginxDirective location in block.Where(directive => directive is { Name: "location", HasBlock: true }))
        {
            (string modifier, string pattern) = Pattern(location);
            bool exact = modifier == "=";
            if (exact && pattern == path) return new NginxChoice(location) { Final = true };
            if ((exact || IsPrefix(location)) && pattern.Length == path.Length + 1 && pattern[^1] == '/' && pattern.StartsWith(path, StringComparison.Ordinal) && HandsOn(location)) redirect = location;
            if (IsPrefix(location) && path.StartsWith(pattern, StringComparison.Ordinal) && pattern.Length >= Pattern(longest).Pattern.Length) longest = location;
        }

        // ngx_http_find_static_location: NGX_DONE beats a shorter prefix, and no expression is tried then.
        if (redirect is not null && Pattern(longest).Pattern.Length < path.Length) return new NginxChoice(redirect) { Redirects = true };

        // The inner ones of the longest prefix come before the expressions of this level.
        NginxChoice? inner = longest is null ? null : Choose(longest.Block, path) is { Location: not null } deeper ? deeper : new NginxChoice(longest);
        if (inner is { Redirects: true } or { Unknown: true } or { Final: true }) return inner;
        if (Pattern(longest).Modifier == "^~") return inner!;
        foreach (NginxDirective location in block.Where(directive => directive is { Name: "location", HasBlock: true }))
        {
            (string modifier, string pattern) = Pattern(location);
            if (modifier is not ("~" or "~*")) continue;
            bool? matches = NginxRegex.Match(pattern, path, modifier == "~*", out ImmutableDictionary<string, string> groups);
            if (matches is null) return new NginxChoice(location) { Unknown = true };
            if (matches == false) continue;
            NginxChoice within = Choose(location.Block, path);
            return within.Location is null
                ? new NginxChoice(location) { Found = groups, Final = true }
                : within with { Found = within.Found.IsEmpty ? groups : within.Found, Final = true };
        }

        return inner ?? new NginxChoice(null);
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

    /// <summary>Whether its pattern is the beginning of paths.</summary>
    public static bool IsPrefix(NginxDirective location) => Pattern(location) is ("" or "^~", { Length: > 0 } pattern) && pattern[0] != '@';

    /// <summary>The named location; null if there is none.</summary>
    /// <param name="block">A server's block.</param>
    /// <param name="name">The name with its at sign.</param>
    public static NginxDirective? Named(ImmutableArray<NginxDirective> block, string name) =>
        block.LastOrDefault(directive => directive is { Name: "location", HasBlock: true } && Pattern(directive) == ("", name));

    // Those that hand requests on answer /ws with a redirect to /ws/.
    private static bool HandsOn(NginxDirective location) =>
        location.Block.Any(directive => directive.Name is "proxy_pass" or "fastcgi_pass" or "uwsgi_pass" or "scgi_pass" or "grpc_pass" or "memcached_pass");
}
