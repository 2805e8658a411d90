using System.Text;
using System.Text.RegularExpressions;

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
        var regex = new StringBuilder(@"\A");
        for (int i = 0; i < pattern.Length; i++)
        {
            int close = pattern[i] == '[' && i + 2 < pattern.Length ? pattern.IndexOf(']', i + 2) : -1;
            regex.Append(pattern[i] switch { '*' => ".*", '?' => ".", _ when close > 0 => Class(pattern[(i + 1)..close]), var c => Regex.Escape(c.ToString()) });
            if (close > 0) i = close;
        }

        try
        {
            return Regex.IsMatch(name, regex.Append(@"\z").ToString(), RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (ArgumentException)
        {
            // A range that runs backwards fits nothing.
            return false;
        }
    }

    private static string Class(string inside)
    {
        bool not = inside[0] is '!' or '^';
        return (not ? "[^" : "[") + string.Concat(inside.Skip(not ? 1 : 0).Select(c => c is '\\' or '[' or ']' or '^' ? "\\" + c : c.ToString())) + "]";
    }
}
