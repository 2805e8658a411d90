using System.Globalization;
using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Xml;

namespace Wayleave.Rules.Config.Iis;

/// <summary>A rule of URL Rewrite.</summary>
/// <param name="Element">The <c>rule</c> element.</param>
/// <seealso href="https://learn.microsoft.com/iis/extensions/url-rewrite-module/url-rewrite-module-configuration-reference">URL Rewrite's configuration</seealso>
internal sealed record IisRule(XmlElement Element)
{
    /// <summary>What it does.</summary>
    public XmlElement? Action => Element.Find("action");

    /// <summary>Whether it is in force.</summary>
    public bool IsEnabled => !"false".Equals(Element.Value("enabled"), StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether no rule behind it is asked any more.</summary>
    public bool Stops => Element.Says("stopProcessing");

    /// <summary>Whether it sends requests to another server.</summary>
    public bool IsProxy => Action is { } action && "Rewrite".Equals(action.Value("type"), StringComparison.OrdinalIgnoreCase)
        && (action.Value("url") is not { } url || url.Contains("://", StringComparison.Ordinal));

    /// <summary>The match of its pattern with a path; null where it does not match, or nobody can know.</summary>
    /// <param name="path">The path.</param>
    /// <param name="known">False if nobody can know.</param>
    public Match? Match(string path, out bool known)
    {
        XmlElement? match = Element.Find("match");
        string pattern = match?.Value("url") ?? ".*";
        known = Element.Value("patternSyntax") is null or "ECMAScript" or "RegularExpressions" && match?.Says("negate") != true;
        if (!known) return null;
        // Patterns are tried on the path without its first slash, without case unless they say otherwise.
        Match? found = StrangersPattern.Match(path[1..], pattern, ignoreCase: !"false".Equals(match?.Value("ignoreCase"), StringComparison.OrdinalIgnoreCase));
        known = found is not null;
        return found is { Success: true } ? found : null;
    }

    /// <summary>Whether its conditions hold for a handshake; null if that cannot be known.</summary>
    public bool? Holds(Handshake handshake)
    {
        if (Element.Find("conditions") is not { } conditions) return true;
        bool any = "MatchAny".Equals(conditions.Value("logicalGrouping"), StringComparison.OrdinalIgnoreCase);
        bool? holds = !any;
        foreach (XmlElement condition in conditions.FindAll("add"))
        {
            bool? one = Holds(condition, handshake);
            holds = any ? holds | one : holds & one;
        }

        return holds;
    }

    /// <summary>A text with what its pattern has found filled in; null if it holds what nobody knows.</summary>
    public static string? Fill(string text, Match match)
    {
        for (int i = 0; i <= 9; i++) text = text.Replace(string.Create(CultureInfo.InvariantCulture, $"{{R:{i}}}"), match.Groups[i].Value, StringComparison.OrdinalIgnoreCase);
        return text.Contains('{', StringComparison.Ordinal) ? null : text;
    }

    private static bool? Holds(XmlElement condition, Handshake handshake)
    {
        if (condition.Value("matchType") is { } type && !type.Equals("Pattern", StringComparison.OrdinalIgnoreCase)) return null;
        string? input = condition.Value("input")?.Trim('{', '}').ToUpperInvariant() switch
        {
            "HTTP_UPGRADE" => handshake.Header("upgrade").Value,
            "HTTP_CONNECTION" => handshake.Header("connection").Value,
            "HTTP_SEC_WEBSOCKET_VERSION" => "13",
            "HTTP_SEC_WEBSOCKET_KEY" => handshake.Header("sec-websocket-key").Value,
            "REQUEST_METHOD" => "GET",
            "PATH_INFO" or "URL" or "REQUEST_URI" or "UNENCODED_URL" => handshake.Path,
            "HTTP_HOST" => handshake.Host,
            "CACHE_URL" => (handshake.Secure ? "https://" : "http://") + (handshake.Host ?? "host.invalid") + handshake.Path,
            _ => null,
        };
        bool? found = input is null ? null : StrangersPattern.Finds(input, condition.Value("pattern") ?? "", ignoreCase: !"false".Equals(condition.Value("ignoreCase"), StringComparison.OrdinalIgnoreCase));
        return condition.Says("negate") ? !found : found;
    }
}
