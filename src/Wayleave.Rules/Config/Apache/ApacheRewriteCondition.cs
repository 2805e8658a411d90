using System.Globalization;
using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Apache;

/// <summary>A <c>RewriteCond</c>, asked about a handshake.</summary>
/// <param name="By">Its line.</param>
internal sealed partial record ApacheRewriteCondition(ApacheDirective By)
{
    [GeneratedRegex(@"%\{(?<name>[^}]*)\}|(?<back>[$%][0-9])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternLimit.Milliseconds)]
    private static partial Regex ReferencePattern { get; }

    /// <summary>What is tested.</summary>
    public string Test => By.Argument;

    /// <summary>What it is tested for, without a <c>!</c> in front.</summary>
    public string Pattern => Written.StartsWith('!') ? Written[1..] : Written;

    /// <summary>Whether it holds where the pattern does not match.</summary>
    public bool IsNegated => Written.StartsWith('!');

    /// <summary>Whether either it or the next one is enough.</summary>
    public bool OrNext => Has("OR", "ORNEXT");

    /// <summary>Whether case does not count.</summary>
    public bool IgnoresCase => Has("NC", "NOCASE");

    /// <summary>The header that is tested alone, in lower case: <c>upgrade</c> of <c>%{HTTP:Upgrade}</c>; null if something else is.</summary>
    public string? Header => Test.StartsWith("%{HTTP:", StringComparison.OrdinalIgnoreCase) && Test.IndexOf('}', StringComparison.Ordinal) == Test.Length - 1 ? Test[7..^1].Trim().ToLowerInvariant() : null;

    private string Written => By.Arguments.Length > 1 ? By.Arguments[1].Text : "";

    /// <summary>Whether it holds; null if that cannot be known.</summary>
    /// <param name="site">The site.</param>
    /// <param name="handshake">The handshake, with the path as it is by now.</param>
    /// <param name="rule">What the rule's pattern matched.</param>
    public bool? Holds(ApacheSite site, Handshake handshake, Match? rule)
    {
        // What the socket asks for is no file.
        if (Pattern is "-f" or "-d" or "-s" or "-l" or "-h" or "-L" or "-x" or "-F") return IsNegated;
        if (Expand(site, handshake, rule) is not { } text) return null;
        if (Compare(text, IgnoresCase) is not { } same) return null;
        // A header that differs by case alone is another mistake than what would follow from it.
        if (!same && Header is not null && Compare(text, ignoreCase: true) == true) return null;
        // So is one that takes Chrome's Connection and not Firefox's.
        if (!same && Header == "connection" && Compare("Upgrade", IgnoresCase) == true) return null;
        return same != IsNegated;
    }

    /// <summary>Whether a text is what it tests for, whatever <see cref="IsNegated"/> says; null if that cannot be known.</summary>
    public bool? Compare(string text, bool ignoreCase)
    {
        StringComparison comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        if (Pattern.StartsWith('=')) return string.Equals(text, Pattern[1..].Trim('"'), comparison);
        if (Pattern is ['<' or '>', ..] || (Pattern.Length > 2 && Pattern[0] == '-' && char.IsAsciiLetter(Pattern[1]) && char.IsAsciiLetter(Pattern[2]))) return null;
        return ApachePattern.Find(Pattern, text, ignoreCase)?.Success;
    }

    private bool Has(string brief, string full) =>
        By.Arguments.Length > 2 && By.Arguments[2].Text.Trim('[', ']').Split(',', StringSplitOptions.TrimEntries).Any(flag => flag.Equals(brief, StringComparison.OrdinalIgnoreCase) || flag.Equals(full, StringComparison.OrdinalIgnoreCase));

    private string? Expand(ApacheSite site, Handshake handshake, Match? rule)
    {
        bool known = true;
        string text = ReferencePattern.Replace(Test, reference =>
        {
            string? value = reference.Groups["back"] is { Success: true, Value: var back }
                ? back[0] == '$' ? rule?.Groups[int.Parse(back.AsSpan(1), CultureInfo.InvariantCulture)].Value : null
                : Variable(reference.Groups["name"].Value, site, handshake);
            known &= value is not null;
            return value ?? "";
        });
        return known && !text.Contains("${", StringComparison.Ordinal) ? text : null;
    }

    private static string? Variable(string name, ApacheSite site, Handshake handshake)
    {
        if (name.StartsWith("HTTP:", StringComparison.OrdinalIgnoreCase))
            return handshake.Header(name[5..].Trim().ToLowerInvariant()) is { Known: true } header ? header.Value ?? "" : null;
        return name.ToUpperInvariant() switch
        {
            "REQUEST_URI" => handshake.Path,
            "REQUEST_METHOD" => "GET",
            "THE_REQUEST" => $"GET {handshake.Path} HTTP/1.1",
            "SERVER_PROTOCOL" => "HTTP/1.1",
            "HTTPS" => site.Listener.Tls ? "on" : "off",
            "REQUEST_SCHEME" => site.Listener.Tls ? "https" : "http",
            "SERVER_PORT" => site.Listener.Port?.ToString(CultureInfo.InvariantCulture),
            "HTTP_HOST" or "SERVER_NAME" => handshake.Host,
            // Socket.IO's client says so for a socket; of others nobody knows what they ask for.
            "QUERY_STRING" when handshake.Path.Contains("socket.io", StringComparison.Ordinal) || handshake.Path.Contains("engine.io", StringComparison.Ordinal) => "EIO=4&transport=websocket",
            // No such variables: only a few headers have one.
            "HTTP_UPGRADE" or "HTTP_CONNECTION" => "",
            _ => null,
        };
    }
}
