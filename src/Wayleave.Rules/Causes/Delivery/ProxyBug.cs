namespace Wayleave.Rules.Causes.Delivery;

/// <summary>The page of <see cref="CauseNames.ProxyBug"/>.</summary>
internal static class ProxyBug
{
    public static Cause Cause { get; } = new(
        CauseNames.ProxyBug,
        CauseGroup.Delivery,
        "a known defect of that proxy's version")
    {
        Looks =
            "The chain worked until the proxy was updated, or works with another release of it; the " +
            "configuration is right by the book.",
        Why = "A release has a known defect with upgraded connections.",
        Confirm = "The version in the `Server` header, or from the program, lies in the range that the issue names.",
        Fixes =
        [
            Fix.Documented(
                "traefik",
                "2.11.1 and 3.0.0-rc4 close quiet connections within seconds: use 2.11.2, 3.0.0-rc5 or later.",
                "",
                "https://github.com/traefik/traefik/issues/10598"),
            Fix.Documented(
                "traefik",
                "3.2.0 fails on a lower-case Connection value: update.",
                "",
                "https://github.com/traefik/traefik/pull/11246"),
            Fix.Documented(
                "haproxy",
                "2.4.0 to 2.4.8 may carry sockets over HTTP/2 to servers that cannot: update, then force HTTP/1.1.",
                """
                backend app
                    server app1 127.0.0.1:8443 ssl verify none alpn h2,http/1.1 ws h1
                """,
                "https://github.com/haproxy/haproxy/issues/1364"),
            Fix.Documented(
                "caddy",
                "Releases before 2.9 respell Sec-WebSocket headers, which some embedded servers refuse: update.",
                "",
                "https://github.com/caddyserver/caddy/pull/6621"),
            Fix.Documented(
                "any",
                "Update the proxy to the release that mends it, or pin the last one that worked.",
                "",
                "https://github.com/traefik/traefik/issues/10598"),
        ],
        Neighbours = [CauseNames.HeaderCaseSensitivity, CauseNames.IdleTimeoutProxy, CauseNames.ReloadDropsConnections],
        Seen = Seen.Live,
    };
}
