using System.Collections.Immutable;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Platform;

/// <summary>The access proxies that ask for a login before the app is reached.</summary>
internal static class LoginGates
{
    /// <summary>By where they redirect to, the most telling first.</summary>
    public static ImmutableArray<LoginGate> All { get; } =
    [
        new("cloudflare", "Cloudflare Access", ".cloudflareaccess.com"),
        new("cloudflare", "Cloudflare Access", "/cdn-cgi/access/login"),
        new("oauth2-proxy", "oauth2-proxy", "/oauth2/start"),
        new("oauth2-proxy", "oauth2-proxy", "/oauth2/sign_in"),
        new("oauth2-proxy", "authentik's outpost", "/outpost.goauthentik.io/"),
        new("oauth2-proxy", "Authelia", "authelia"),
        new("oauth2-proxy", "Pomerium", "/.pomerium/"),
        new("oauth2-proxy", "Vouch", "vouch."),
        new("azure-app-service", "App Service authentication", "/.auth/login"),
        new("google", "Identity-Aware Proxy", "gcp-iap"),
        new("", "an identity provider", "accounts.google.com/"),
        new("", "an identity provider", "login.microsoftonline.com/"),
        new("", "an identity provider", "/protocol/openid-connect/auth"),
        new("", "an identity provider", ".auth0.com/authorize"),
        new("", "an identity provider", ".okta.com/"),
        new("", "an identity provider", ".amazoncognito.com/"),
        new("", "an identity provider", "github.com/login/oauth"),
        new("vercel", "Vercel's deployment protection", "vercel.com/sso-api"),
    ];

    /// <summary>The access proxy that a redirect leads to; null if it is none that is known.</summary>
    /// <param name="exchange">The answer.</param>
    public static LoginGate? Of(HttpExchange exchange)
    {
        if (exchange.Status is not (301 or 302 or 303 or 307 or 308) || exchange.Header("Location") is not { } location)
            return exchange.Header("x-goog-iap-generated-response") is not null ? new LoginGate("google", "Identity-Aware Proxy", "") : null;
        // An authelia portal of one's own name is told by the parameter that brings the user back.
        return All.FirstOrDefault(g => location.Contains(g.Mark, StringComparison.OrdinalIgnoreCase))
            ?? (location.Contains("?rd=", StringComparison.Ordinal) || location.Contains("&rd=", StringComparison.Ordinal) ? new LoginGate("oauth2-proxy", "an access proxy", "") : null);
    }

    /// <summary>True for a redirect to a login page of the same host, as apps send it.</summary>
    /// <param name="exchange">The answer.</param>
    /// <param name="host">The socket's host.</param>
    public static bool IsOwnLogin(HttpExchange exchange, string host)
    {
        if (exchange.Status is not (301 or 302 or 303 or 307 or 308) || exchange.Header("Location") is not { Length: > 0 } location)
            return false;
        bool relative = location.StartsWith('/') && !location.StartsWith("//", StringComparison.Ordinal);
        if (!relative && !(Uri.TryCreate(location, UriKind.Absolute, out Uri? target) && target.Host.Equals(host, StringComparison.OrdinalIgnoreCase)))
            return false;
        string path = relative ? location : new Uri(location).PathAndQuery;
        int query = path.IndexOf('?', StringComparison.Ordinal);
        string[] words = (query < 0 ? path : path[..query]).Split('/', StringSplitOptions.RemoveEmptyEntries);
        return words.Any(w => w.ToUpperInvariant() is "LOGIN" or "SIGNIN" or "SIGN-IN" or "SIGN_IN" or "LOG-IN" or "AUTH" or "SSO" or "LOGIN.PHP" or "LOGIN.HTML");
    }
}
