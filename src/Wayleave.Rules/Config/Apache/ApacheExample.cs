using System.Text.RegularExpressions;

namespace Wayleave.Rules.Config.Apache;

/// <summary>A path that a pattern takes: what stands for the sockets of <c>^/rooms/([0-9]+)/ws$</c>.</summary>
internal static class ApacheExample
{
    // What such patterns are made of, and what may stand there; the rest stands for itself.
    private static readonly (Regex Part, string Example)[] s_parts =
    [
        (Part(@"^\^|\$$"), ""),
        (Part(@"\(\?:|\?<\w+>"), "("),
        (Part(@"\(?\[\^/\][+*]\)?"), "x"),
        (Part(@"\(?(\\d|\[0-9\]|\[\d-\d\])([+*]|\{\d+\})?\)?"), "1"),
        (Part(@"\(?(\\w|\[[^\]]*\])([+*]|\{\d+\})?\)?"), "a"),
        (Part(@"\(?\.\*\)?\??"), ""),
        (Part(@"\(?\.\+\)?\??"), "x"),
        (Part(@"\|[^)]*"), ""),
        (Part(@"[()?*+]"), ""),
        (Part(@"\\"), ""),
    ];

    /// <summary>A path; null if none could be made up.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="ignoreCase">Whether case does not count.</param>
    public static string? Of(string pattern, bool ignoreCase = false)
    {
        string path = pattern;
        foreach ((Regex part, string example) in s_parts) path = part.Replace(path, example);
        if (!path.StartsWith('/')) path = "/" + path;
        return ApachePattern.Find(pattern, path, ignoreCase) is { Success: true } ? path : null;
    }

    // The text is a stranger's: patterns that never go back cannot be made slow.
    private static Regex Part(string pattern) => new(pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);
}
