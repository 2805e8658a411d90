using System.Text.RegularExpressions;

namespace Wayleave.Rules.Config;

/// <summary>Regular expressions that a file brings: those of PCRE and POSIX, mostly the same as .NET's, and never allowed to take long.</summary>
internal static class StrangersPattern
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether a pattern is found in a text; null if .NET cannot tell.</summary>
    /// <param name="text">The text.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="ignoreCase">Whether case does not count.</param>
    public static bool? Finds(string text, string pattern, bool ignoreCase = false) => Match(text, pattern, ignoreCase)?.Success;

    /// <summary>The match of a pattern; null if .NET cannot tell.</summary>
    public static Match? Match(string text, string pattern, bool ignoreCase = false)
    {
        try
        {
            return Regex.Match(text, pattern, Options(ignoreCase), s_patience);
        }
        catch (Exception e) when (e is ArgumentException or RegexMatchTimeoutException)
        {
            return null;
        }
    }

    /// <summary>A text with a pattern replaced, <c>\1</c> standing for the first group; null if .NET cannot tell.</summary>
    /// <param name="text">The text.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="with">What comes in its place.</param>
    /// <param name="ignoreCase">Whether case does not count.</param>
    /// <param name="everywhere">Whether all its places are meant, or the first one.</param>
    public static string? Replace(string text, string pattern, string with, bool ignoreCase = false, bool everywhere = false)
    {
        try
        {
            return new Regex(pattern, Options(ignoreCase), s_patience).Replace(text, match => Fill(with, match), everywhere ? -1 : 1);
        }
        catch (Exception e) when (e is ArgumentException or RegexMatchTimeoutException)
        {
            return null;
        }
    }

    /// <summary>A text with its <c>\0</c> to <c>\9</c> filled from a match.</summary>
    public static string Fill(string text, Match match)
    {
        var filled = new System.Text.StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length) filled.Append(char.IsAsciiDigit(text[++i]) ? match.Groups[text[i] - '0'].Value : text[i].ToString());
            else filled.Append(text[i]);
        }

        return filled.ToString();
    }

    private static RegexOptions Options(bool ignoreCase) => RegexOptions.CultureInvariant | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);
}
