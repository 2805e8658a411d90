using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Xml;

namespace Wayleave.Rules.Config.Iis;

/// <summary>What IIS with URL Rewrite and Application Request Routing does with a handshake.</summary>
/// <param name="site">The <c>system.webServer</c> element.</param>
internal sealed partial class IisHop(XmlElement site) : Hop("iis", HopPlace.Proxy, site.At)
{
    // The plain path with which a pattern begins: ^socket\.io/(.*) is /socket.io/.
    [GeneratedRegex(@"^\^?/?(?<path>([\w/-]|\\\.)+)(?<rest>.*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline, PatternLimit.Milliseconds)]
    private static partial Regex PathPattern { get; }
    private static readonly Version s_http1 = new(1, 1);

    /// <summary>The rules that are in force, in order.</summary>
    public IEnumerable<IisRule> Rules =>
        new[] { site.Find("rewrite", "globalRules"), site.Find("rewrite", "rules") }.OfType<XmlElement>().SelectMany(rules => rules.FindAll("rule")).Select(rule => new IisRule(rule)).Where(rule => rule.IsEnabled);

    /// <inheritdoc/>
    public override ImmutableArray<SocketPath> SocketPaths
    {
        get
        {
            ImmutableArray<SocketPath> named = [.. Rules.SelectMany(Paths).DistinctBy(socket => socket.Path)];
            return !named.IsEmpty || !Rules.Any(rule => rule.IsProxy) ? named : [new SocketPath("/ws", SocketPathFrom.Everywhere, null)];
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<Passage> Pass(Handshake handshake)
    {
        string? path = handshake.Path;
        foreach (IisRule rule in Rules)
        {
            if (path is not ['/', ..]) yield break;
            Match? match = rule.Match(path, out bool known);
            if (match is null && known) continue;
            bool? holds = match is null ? null : rule.Holds(handshake);
            if (holds == false) continue;
            if (holds is null)
            {
                // A proxy rule for one host or one scheme is for some site. A redirect or a file under a condition
                // that nobody knows (HTTPS, whether a file exists) is not what a handshake meets.
                if (rule is { IsProxy: true, Action: { } action }) yield return Forwarded(rule, action, match);
                continue;
            }

            if (End(rule, match!) is { } end)
            {
                yield return end;
                yield break;
            }

            if (rule.Action?.Value("url") is { } url) path = IisRule.Fill(url, match!) is { } filled ? "/" + filled.TrimStart('/').Split('?')[0] : null;
            if (rule.Stops) yield break;
        }
    }

    private static Passage? End(IisRule rule, Match match)
    {
        if (rule.Action is not { } action) return null;
        string type = action.Value("type") ?? "None";
        if (rule.IsProxy) return Forwarded(rule, action, match);
        return type.ToUpperInvariant() switch
        {
            "REDIRECT" => new Passage
            {
                At = action.At, End = PassageEnd.Redirected, Location = action.Value("url"),
                Status = action.Value("redirectType")?.ToUpperInvariant() switch { "FOUND" => 302, "SEEOTHER" => 303, "TEMPORARY" => 307, _ => 301 },
            },
            "CUSTOMRESPONSE" => new Passage { At = action.At, End = PassageEnd.Answered, Status = int.TryParse(action.Value("statusCode"), NumberStyles.None, CultureInfo.InvariantCulture, out int status) ? status : null },
            "ABORTREQUEST" => new Passage { At = action.At, End = PassageEnd.Closed },
            _ => null,
        };
    }

    private static Passage Forwarded(IisRule rule, XmlElement action, Match? match)
    {
        string? url = match is not null && action.Value("url") is { } written ? IisRule.Fill(written, match) : null;
        Uri? uri = url is not null && Uri.TryCreate(url, UriKind.Absolute, out Uri? made) ? made : null;
        return new Passage
        {
            At = action.At,
            End = PassageEnd.Forwarded,
            Version = new Setting<Version>(s_http1, null),
            To = new Upstream(action.At) { Host = uri?.Host, Port = uri?.Port, Path = uri?.AbsolutePath, Tls = uri is null ? null : uri.Scheme is "https" or "wss" },
            Headers = Headers(rule),
        };
    }

    // Application Request Routing writes Host anew unless it is told to keep it, which only the server's own file says.
    private static ImmutableDictionary<string, HeaderFate> Headers(IisRule rule)
    {
        var headers = ImmutableDictionary<string, HeaderFate>.Empty.SetItem("host", HeaderFate.Unknown()).SetItem("x-forwarded-for", HeaderFate.Unknown());
        foreach (XmlElement set in rule.Element.Find("serverVariables")?.FindAll("set") ?? [])
        {
            if (set.Value("name") is not { } name || !name.StartsWith("HTTP_", StringComparison.OrdinalIgnoreCase)) continue;
            string? value = set.Value("value");
            headers = headers.SetItem(
                name[5..].Replace('_', '-').ToLowerInvariant(),
                value switch { null or "" => HeaderFate.Gone(set.At), _ when value.Contains('{', StringComparison.Ordinal) => HeaderFate.Unknown(set.At), _ => HeaderFate.Is(value, set.At) });
        }

        return headers;
    }

    private static IEnumerable<SocketPath> Paths(IisRule rule)
    {
        if (!rule.IsProxy || rule.Element.Find("match") is not { } match || match.Value("url") is not { } pattern) yield break;
        if (PathPattern.Match(pattern) is not { Success: true } found || found.Groups["rest"].Value is ['*' or '+' or '?' or '{', ..]) yield break;
        string path = "/" + found.Groups["path"].Value.Replace("\\.", ".", StringComparison.Ordinal);
        if (SocketPathNames.Says(path)) yield return new SocketPath(path, SocketPathFrom.File, match.At);
    }
}
