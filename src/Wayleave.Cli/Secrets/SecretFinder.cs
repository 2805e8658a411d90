using System.Text.RegularExpressions;
using Wayleave.Rules.Facts;

namespace Wayleave.Cli.Secrets;

/// <summary>Finds the secrets in a text by where they stand: in a cookie, in a URL, after <c>Bearer</c>.</summary>
internal static partial class SecretFinder
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const RegexOptions Ignoring = Options | RegexOptions.IgnoreCase;

    // The texts are a few KiB; the patterns have no nested repeats. This is a net under the net.
    private const int MillisecondsAtMost = 2000;

    /// <summary>The secrets in a header's value.</summary>
    /// <param name="name">The header's name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="given">Whether the caller gave it (<c>--header</c>).</param>
    public static List<Spot> InHeader(string name, string value, bool given) => Free(value, name.ToLowerInvariant() switch
    {
        "cookie" => InPairs(value, firstOnly: false),
        "set-cookie" or "set-cookie2" => InPairs(value, firstOnly: true),
        "authorization" or "proxy-authorization" => AfterScheme(value),
        "sec-websocket-protocol" => InSubprotocols(value),
        _ when SecretNames.IsHeader(name) || (given && SecretNames.IsGivenHeader(name)) => [new Spot(0, value.Length)],
        _ => InText(value),
    });

    /// <summary>The secrets in subprotocols, one or a list: <c>bearer.TOKEN</c>, <c>access_token, TOKEN</c>.</summary>
    /// <param name="list">The names, with commas between them.</param>
    public static List<Spot> InSubprotocols(string list)
    {
        var spots = new List<Spot>();
        int start = 0;
        bool announced = false;
        foreach (string name in list.Split(','))
        {
            int first = start + (name.Length - name.TrimStart().Length);
            string bare = name.Trim();
            Match prefix = TokenPrefix().Match(bare);
            if (prefix.Success && !announced) AddTokenPieces(bare[prefix.Length..], first + prefix.Length, spots);
            else if (announced || SecretNames.LooksRandom(bare, 32) || Jwt().IsMatch(bare)) AddTokenPieces(bare, first, spots);
            announced = !announced && TokenAnnounced().IsMatch(bare);
            start += name.Length + 1;
        }

        return Free(list, spots);
    }

    /// <summary>The secrets in any text: in URLs, in JSON and HTML fields, tokens by their look.</summary>
    /// <param name="text">The text.</param>
    public static List<Spot> InText(string text)
    {
        var spots = new List<Spot>();
        foreach (Match match in UserInfo().Matches(text))
        {
            spots.Add(Of(match.Groups["user"]));
            if (match.Groups["password"].Success) spots.Add(Of(match.Groups["password"]));
        }

        foreach (Match match in QueryMember().Matches(text))
        {
            if (SecretNames.IsQueryMember(match.Groups["name"].Value) || SecretNames.LooksRandom(match.Groups["value"].ValueSpan)) spots.Add(Of(match.Groups["value"]));
        }

        foreach (Match match in JsonField().Matches(text))
        {
            if (SecretNames.IsField(match.Groups["name"].Value)) spots.Add(Of(match.Groups["value"]));
        }

        // What arrived, as a far end of ours tells it in a body.
        foreach (Match match in JsonHeader().Matches(text))
        {
            Group value = match.Groups["value"];
            if (match.Groups["name"].Value.Equals("sec-websocket-protocol", StringComparison.OrdinalIgnoreCase)) continue;
            spots.AddRange(InHeader(match.Groups["name"].Value, value.Value, given: false).Select(s => new Spot(s.Start + value.Index, s.Length)));
        }

        foreach (Match match in HtmlField().Matches(text))
        {
            if (SecretNames.IsField(match.Groups["name"].Value)) spots.Add(Of(match.Groups["value"]));
        }

        spots.AddRange(Jwt().Matches(text).Select(Of));
        spots.AddRange(Bearer().Matches(text).Where(m => SecretNames.LooksRandom(m.Groups["token"].ValueSpan, 12)).Select(m => Of(m.Groups["token"])));
        return Free(text, spots);
    }

    // Drops the empty, those that touch a mask, and those within another; sorts the rest.
    private static List<Spot> Free(string text, List<Spot> spots)
    {
        if (spots.Count == 0) return spots;
        Spot[] masks = [.. Mask.Pattern().Matches(text).Select(Of)];
        var free = new List<Spot>();
        foreach (Spot spot in spots.Where(s => s.Length > 0).OrderBy(s => s.Start).ThenByDescending(s => s.Length))
        {
            if (masks.Any(m => m.Start < spot.End && spot.Start < m.End)) continue;
            if (free.Count == 0 || free[^1].End <= spot.Start) free.Add(spot);
        }

        return free;
    }

    private static List<Spot> InPairs(string value, bool firstOnly)
    {
        var spots = new List<Spot>();
        int start = 0;
        foreach (string pair in value.Split(';'))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            string secret = pair[(equals + 1)..];
            int from = start + equals + 1 + (secret.Length - secret.TrimStart().Length);
            spots.Add(new Spot(from, secret.Trim().Length));
            if (firstOnly) break;
            start += pair.Length + 1;
        }

        return spots;
    }

    private static List<Spot> AfterScheme(string value)
    {
        if (Mask.Pattern().IsMatch(value)) return [];
        int space = value.IndexOf(' ', StringComparison.Ordinal);
        int start = space < 0 ? 0 : space + 1 + (value[(space + 1)..].Length - value[(space + 1)..].TrimStart().Length);
        return [new Spot(start, value.Length - start)];
    }

    // What makes a name no token (RFC 9110 §5.6.2) stays visible: it may be the very fault that is looked for.
    private static void AddTokenPieces(string text, int offset, List<Spot> spots) =>
        spots.AddRange(TokenPiece().Matches(text).Select(m => new Spot(offset + m.Index, m.Length)));

    private static Spot Of(Capture capture) => new(capture.Index, capture.Length);

    [GeneratedRegex("""(?<=://)(?<user>[^/?#@:\s"'<>\\]*)(?::(?<password>[^/?#@\s"'<>\\]*))?(?=@[^\s/])""", Options, MillisecondsAtMost)]
    private static partial Regex UserInfo();

    [GeneratedRegex("""[?&;](?<name>[A-Za-z0-9_.\-\[\]%]{1,80})=(?<value>[^&#;\s"'<>\\]*)""", Options, MillisecondsAtMost)]
    private static partial Regex QueryMember();

    [GeneratedRegex(@"""(?<name>[A-Za-z0-9_.\-]{1,80})""\s*:\s*""(?<value>(?:[^""\\\s]|\\.)*)""", Options, MillisecondsAtMost)]
    private static partial Regex JsonField();

    [GeneratedRegex(@"""name""\s*:\s*""(?<name>[A-Za-z0-9\-]{1,80})""\s*,\s*""value""\s*:\s*""(?<value>(?:[^""\\]|\\.)*)""", Options, MillisecondsAtMost)]
    private static partial Regex JsonHeader();

    [GeneratedRegex("""name\s*=\s*["']?(?<name>[A-Za-z0-9_.\-]{1,80})["']?[^<>]{0,200}?\b(?:value|content)\s*=\s*["']?(?<value>[^"'<>\s]*)""", Ignoring, MillisecondsAtMost)]
    private static partial Regex HtmlField();

    [GeneratedRegex(@"\beyJ[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*){0,3}", Options, MillisecondsAtMost)]
    private static partial Regex Jwt();

    [GeneratedRegex(@"\bbearer[ .](?<token>[A-Za-z0-9._~+/=-]{12,})", Ignoring, MillisecondsAtMost)]
    private static partial Regex Bearer();

    [GeneratedRegex(@"^(?:[A-Za-z0-9-]+\.)*?(?:bearer|token|access[_-]?token|auth|authorization|jwt)(?:\.authorization\.k8s\.io)?[.:_=-](?=.{4})", Ignoring, MillisecondsAtMost)]
    private static partial Regex TokenPrefix();

    [GeneratedRegex(@"^(?:bearer|token|access[_-]?token|auth|authorization|jwt)$", Ignoring, MillisecondsAtMost)]
    private static partial Regex TokenAnnounced();

    [GeneratedRegex(@"[A-Za-z0-9!#$%&'*+.^_`|~-]+", Options, MillisecondsAtMost)]
    private static partial Regex TokenPiece();
}
