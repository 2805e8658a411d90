using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Nginx.Meaning;
using Wayleave.Rules.Config.Python;

namespace Wayleave.Rules.Config.PythonApps;

/// <summary>Request paths that fit a route.</summary>
internal static partial class PythonRoutes
{
    [GeneratedRegex(@"<[^<>]*>|\{[^{}]*\}", RegexOptions.CultureInvariant, PatternLimit.Milliseconds)]
    private static partial Regex ParameterPattern { get; }

    /// <summary>A path for a route with parameters in angle brackets or braces: each is a 1.</summary>
    public static string Plain(string route) => ParameterPattern.Replace(route, "1");

    /// <summary>A path for a regular expression of Django's, which begins behind the first slash; null if none could be made up.</summary>
    public static string? Expression(string pattern) =>
        NginxExample.Of("^/" + pattern.TrimStart('^').Replace("(?P<", "(?<", StringComparison.Ordinal), insensitive: false).FirstOrDefault();

    /// <summary>A string as it stands between its quotes, where it is a single one without a prefix that fills it in; null if it is none.</summary>
    /// <param name="pieces">The argument's pieces.</param>
    public static string? Raw(ImmutableArray<PythonToken> pieces)
    {
        if (pieces.IsDefaultOrEmpty || pieces is not [{ Kind: PythonTokenKind.Text } token]) return null;
        string text = token.At.Text;
        int quote = text.AsSpan().IndexOfAny('"', '\'');
        return quote < 0 || text.AsSpan(0, quote).ContainsAny('f', 'F') || text.Length < quote + 2 || text[^1] != text[quote] ? null : text[(quote + 1)..^1];
    }
}
