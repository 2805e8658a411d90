namespace Wayleave.Rules.Config.Sources;

/// <summary>Patterns of paths as <c>glob(3)</c> takes them: <c>*</c>, <c>?</c> and <c>[…]</c> stay within a segment, and a leading dot must be written.</summary>
public static class PathPattern
{
    /// <summary>Whether a text is a pattern and no plain path.</summary>
    public static bool Is(string text) => text.AsSpan().IndexOfAny("*?[") >= 0;

    /// <summary>Whether a path fits a pattern, which may be a plain path.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="path">The path.</param>
    public static bool Matches(string pattern, string path)
    {
        string[] patterns = pattern.Split('/'), segments = path.Split('/');
        return patterns.Length == segments.Length && patterns.Zip(segments).All(pair => Fits(pair.First, pair.Second));
    }

    /// <summary>Whether a name fits the pattern of one segment.</summary>
    /// <param name="pattern">The pattern, without a slash.</param>
    /// <param name="name">The name.</param>
    public static bool Fits(string pattern, string name)
    {
        if (!Is(pattern)) return pattern == name;
        if (name.StartsWith('.') && !pattern.StartsWith('.')) return false;
        // Where the last * stood, and how far it reaches: on a mismatch it takes one letter more.
        int star = -1, reach = 0, at = 0, p = 0;
        while (at < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*') (star, reach) = (p++, at);
            else if (p < pattern.Length && One(pattern, p, name[at]) is { } next) (p, at) = (next, at + 1);
            else if (star >= 0) (p, at) = (star + 1, ++reach);
            else return false;
        }

        return pattern.AsSpan(p).Trim('*').IsEmpty;
    }

    // The place behind the part of the pattern that takes this letter; null if it does not.
    private static int? One(string pattern, int at, char c)
    {
        int close = pattern[at] == '[' && at + 2 < pattern.Length ? pattern.IndexOf(']', at + 2) : -1;
        if (close < 0) return pattern[at] == '?' || pattern[at] == c ? at + 1 : null;
        bool not = pattern[at + 1] is '!' or '^';
        return Holds(pattern.AsSpan(at + (not ? 2 : 1), close - at - (not ? 2 : 1)), c) != not ? close + 1 : null;
    }

    private static bool Holds(ReadOnlySpan<char> inside, char c)
    {
        for (int i = 0; i < inside.Length; i++)
        {
            bool range = i + 2 < inside.Length && inside[i + 1] == '-';
            if (range ? c >= inside[i] && c <= inside[i + 2] : c == inside[i]) return true;
            if (range) i += 2;
        }

        return false;
    }
}
