namespace Wayleave.Rules.Config.Aws;

/// <summary>Patterns as rules of load balancers and CloudFront's cache behaviours have them: <c>*</c> is any text, <c>?</c> any one character.</summary>
internal static class AwsPattern
{
    /// <summary>Whether a text is one that a pattern means.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="text">The text.</param>
    /// <param name="ignoreCase">Whether case does not count.</param>
    public static bool Matches(string pattern, string text, bool ignoreCase = false)
    {
        // The place behind the last star, and how much of the text that star has taken: no other star needs to be tried again.
        int p = 0, t = 0, star = -1, taken = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*') (star, taken) = (++p, t);
            else if (p < pattern.Length && (pattern[p] == '?' || Same(pattern[p], text[t], ignoreCase))) (p, t) = (p + 1, t + 1);
            else if (star >= 0) (p, t) = (star, ++taken);
            else return false;
        }

        return pattern.AsSpan(p).Trim('*').IsEmpty;
    }

    /// <summary>The shortest path that a pattern means, if it is one: that of <c>/ws/*</c> is <c>/ws/</c>.</summary>
    public static string Shortest(string pattern)
    {
        string path = pattern.Replace("*", "", StringComparison.Ordinal).Replace('?', 'x');
        return path.StartsWith('/') ? path : "/" + path;
    }

    private static bool Same(char one, char other, bool ignoreCase) => one == other || (ignoreCase && char.ToLowerInvariant(one) == char.ToLowerInvariant(other));
}
