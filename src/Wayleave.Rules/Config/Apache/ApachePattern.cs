using System.Text.RegularExpressions;

namespace Wayleave.Rules.Config.Apache;

/// <summary>Matches the regular expressions of a file, which are a stranger's: for a bounded time.</summary>
internal static class ApachePattern
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(100);

    /// <summary>Where a pattern matches; null if it cannot be known: it is none that .NET takes, or takes too long.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="text">The text.</param>
    /// <param name="ignoreCase">Whether case does not count.</param>
    public static Match? Find(string pattern, string text, bool ignoreCase = false)
    {
        try
        {
            return Regex.Match(text, pattern, RegexOptions.CultureInvariant | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None), s_patience);
        }
        catch (Exception e) when (e is ArgumentException or RegexMatchTimeoutException)
        {
            return null;
        }
    }
}
