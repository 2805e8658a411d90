namespace Wayleave.Rules.Diagnosis.Hops.Proxies;

/// <summary>oauth2-proxy, Authelia, authentik and their like, in front of an app.</summary>
internal static class AuthProxy
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("oauth2-proxy", HopKind.Proxy)
    {
        Signs =
        [
            Sign.Cookie("_oauth2_proxy"),
            Sign.Cookie("authelia_session"),
            Sign.Cookie("authentik_proxy"),
            Sign.Header("X-Auth-Request-Redirect"),
        ],
        Writes =
        [
            Sign.Body("oauth2-proxy"),
            Sign.Body("/oauth2/start"),
        ],
    };
}
