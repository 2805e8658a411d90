namespace Wayleave.Rules.Causes.Delivery;

/// <summary>The page of <see cref="CauseNames.HeaderCaseSensitivity"/>.</summary>
internal static class HeaderCaseSensitivity
{
    public static Cause Cause { get; } = new(
        CauseNames.HeaderCaseSensitivity,
        CauseGroup.Delivery,
        "one side compares header names or tokens with case")
    {
        Looks =
            "One client or server fails only through one particular proxy, which changes nothing but the " +
            "spelling: `Sec-Websocket-Accept`, `Upgrade: WebSocket`, `connection: upgrade`.",
        Why =
            "Header names and the tokens `websocket` and `upgrade` are compared without case, yet one side " +
            "compares exactly. Go's canonical spelling and Apache's capital letters bring it to light.",
        Confirm =
            "`wayleave doctor` shows each header as it was spelled. Browsers succeed where the strict client fails.",
        Fixes =
        [
            Fix.Documented(
                "caddy",
                "Update to a release that restores the spelling of RFC 6455 (2.9 or later); header_up lines and https " +
                "upstreams still undo it there, until the fix of issue 7784.",
                "",
                "https://github.com/caddyserver/caddy/issues/7784"),
            Fix.Documented(
                "traefik",
                "Update: releases after 3.2.0 compare the answer's Connection without case.",
                "",
                "https://github.com/traefik/traefik/pull/11246"),
            Fix.Documented(
                "apache",
                "Carry the upgrade with mod_proxy_http instead of mod_proxy_wstunnel, which respells the token.",
                """
                # a2enmod proxy proxy_http
                ProxyPass "/" "http://127.0.0.1:8000/" upgrade=websocket
                """,
                "https://github.com/jpillora/cloud-torrent/issues/140"),
            Fix.Documented(
                "client",
                "Look headers up without case, and compare the values of Upgrade and Connection as " +
                "case-insensitive tokens.",
                "",
                "https://www.rfc-editor.org/rfc/rfc6455#section-4.1"),
            Fix.Documented(
                "any",
                "Compare header names, and the tokens in Upgrade and Connection, without case in the stricter " +
                "side; until then update the proxy.",
                "",
                "https://www.rfc-editor.org/rfc/rfc9110#section-5.1"),
        ],
        Neighbours = [CauseNames.HandshakeCorrupted, CauseNames.ClientHandshakeMalformed, CauseNames.ProxyBug],
    };
}
