namespace Wayleave.Cli.Secrets;

/// <summary>Tells by a name whether its value is secret.</summary>
internal static class SecretNames
{
    // As words of a name: access_token, accessToken, X-Api-Key.
    private static readonly HashSet<string> s_strong =
    [
        "token", "secret", "password", "passwd", "passphrase", "pwd", "jwt", "apikey", "signature", "credential", "credentials", "ticket", "csrf", "xsrf",
        "csrftoken", "xsrftoken", "bearer", "assertion", "accesstoken", "authtoken", "sessiontoken",
    ];

    // Secret in a header or a URL; in a body they are too often something else ("code": "token_not_valid").
    private static readonly HashSet<string> s_weak = ["auth", "key", "sig", "session", "sessionid", "sid", "code", "pass", "authorization"];

    // These hold such words and no secret.
    private static readonly HashSet<string> s_harmlessHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Sec-WebSocket-Key", "Sec-WebSocket-Accept", "WWW-Authenticate", "Proxy-Authenticate", ":authority", "X-Status-Code", "Surrogate-Key", "Cache-Key",
        "X-Cache-Key", "Idempotency-Key", "Public-Key-Pins", "X-Error-Code", "X-Code",
    };

    // What people give with --header to test a hop, rather than to prove who they are.
    private static readonly HashSet<string> s_harmlessWhenGiven = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Accept-Encoding", "Accept-Language", "Cache-Control", "DNT", "Forwarded", "Origin", "Pragma", "Referer", "User-Agent", "Via",
        "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Proto", "X-Forwarded-Ssl", "X-Forwarded-Scheme", "X-Real-IP", "X-Requested-With",
        "X-Request-ID", "X-Original-URL", "X-Original-Host", "Sec-Fetch-Mode", "Sec-Fetch-Site", "Sec-Fetch-Dest", "ngrok-skip-browser-warning",
    };

    /// <summary>True if a header of that name holds a secret.</summary>
    /// <param name="name">The header's name.</param>
    public static bool IsHeader(string name) =>
        !s_harmlessHeaders.Contains(name) && !name.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase) && HasWord(name, s_strong, s_weak);

    /// <summary>True if a header that the caller gave may hold a secret: all but those known to hold none.</summary>
    /// <param name="name">The header's name.</param>
    public static bool IsGivenHeader(string name) => !s_harmlessWhenGiven.Contains(name);

    /// <summary>True if a query member of that name holds a secret.</summary>
    /// <param name="name">The member's name.</param>
    public static bool IsQueryMember(string name) => HasWord(name, s_strong, s_weak);

    /// <summary>True if a field of that name in a body holds a secret.</summary>
    /// <param name="name">The field's name.</param>
    public static bool IsField(string name) => HasWord(name, s_strong);

    /// <summary>True if the text looks like a key or a token: long, of letters and digits mixed, no spaces.</summary>
    /// <param name="value">The text.</param>
    /// <param name="least">The shortest text that can.</param>
    public static bool LooksRandom(ReadOnlySpan<char> value, int least = 20)
    {
        if (value.Length < least) return false;
        int digits = 0, letters = 0;
        foreach (char c in value)
        {
            if (char.IsAsciiDigit(c)) digits++;
            else if (char.IsAsciiLetter(c)) letters++;
            else if (!"_-+/=.%~".Contains(c, StringComparison.Ordinal)) return false;
        }

        return digits >= 2 && letters >= 4;
    }

    private static bool HasWord(string name, params HashSet<string>[] words)
    {
        string whole = name.ToLowerInvariant();
        return Words(name).Append(whole).Any(word => Array.Exists(words, set => set.Contains(word)));
    }

    private static string[] Words(string name)
    {
        string spaced = string.Concat(name.Select((c, i) => char.IsAsciiLetterUpper(c) && i > 0 && char.IsAsciiLetterLower(name[i - 1]) ? " " + c : c.ToString()));
        return spaced.ToLowerInvariant().Split([' ', '_', '-', '.', '[', ']'], StringSplitOptions.RemoveEmptyEntries);
    }
}
