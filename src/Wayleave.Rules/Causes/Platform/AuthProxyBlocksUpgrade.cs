namespace Wayleave.Rules.Causes.Platform;

/// <summary>The page of <see cref="CauseNames.AuthProxyBlocksUpgrade"/>.</summary>
internal static class AuthProxyBlocksUpgrade
{
    public static Cause Cause { get; } = new(
        CauseNames.AuthProxyBlocksUpgrade,
        CauseGroup.Platform,
        "an access proxy redirects or refuses the upgrade")
    {
        Looks =
            "The upgrade gets 302 to a login page, or a 401 that the app never sent. The page itself works for " +
            "people who are signed in.",
        Why =
            "An access proxy (Cloudflare Access, oauth2-proxy, Authelia, authentik) stands before the app. The " +
            "handshake comes without its cookie: from another host, a program, or with a cookie that SameSite " +
            "keeps back.",
        Confirm =
            "`wayleave doctor --cookie …` with the proxy's cookie succeeds. The Location names the proxy's login.",
        Fixes =
        [
            Fix.Documented(
                "cloudflare",
                "Programs send a service token, for which a Service Auth policy exists; pages open the socket on " +
                "the protected host itself.",
                """
                wayleave doctor wss://app.example.com/ws \
                  --header "CF-Access-Client-Id: $ID" --header "CF-Access-Client-Secret: $SECRET"
                """,
                "https://developers.cloudflare.com/cloudflare-one/access-controls/service-credentials/service-tokens/"),
            Fix.Documented(
                "cloudflare",
                "Switch the binding cookie off for applications that programs use: Zero Trust > Access controls > " +
                "Applications.",
                "",
                "https://github.com/cloudflare/cloudflared/issues/404"),
            Fix.Documented(
                "oauth2-proxy",
                "Answer 401 instead of redirecting on the socket's path, and let sockets pass to the app.",
                "oauth2-proxy --api-route='^/ws/' --proxy-websockets=true",
                "https://oauth2-proxy.github.io/oauth2-proxy/configuration/overview"),
            Fix.Documented(
                "nginx",
                "With auth_request, set the upgrade headers in the protected location as well, and clear them in " +
                "the one that asks.",
                """
                map $http_upgrade $connection_upgrade {
                    default upgrade;
                    ''      close;
                }
                server {
                    location /ws/ {
                        auth_request /auth;
                        proxy_pass http://127.0.0.1:8000;
                        proxy_http_version 1.1;
                        proxy_set_header Upgrade $http_upgrade;
                        proxy_set_header Connection $connection_upgrade;
                        proxy_set_header Host $http_host;
                    }
                    location = /auth {
                        internal;
                        proxy_pass http://127.0.0.1:9000;
                        proxy_pass_request_body off;
                        proxy_set_header Content-Length "";
                        proxy_set_header Upgrade "";
                        proxy_set_header Connection "";
                    }
                }
                """,
                "https://nginx.org/en/docs/http/ngx_http_auth_request_module.html"),
            Fix.Documented(
                "kubernetes",
                "With ingress-nginx, put the socket's path into an Ingress whose authentication answers 401 and " +
                "does not redirect: without auth-signin.",
                """
                metadata:
                  annotations:
                    nginx.ingress.kubernetes.io/auth-url: "https://auth.example.com/oauth2/auth"
                """,
                "https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#external-authentication"),
            Fix.Documented(
                "client",
                "Open the socket on the host that set the login's cookie, and reload the page when the handshake " +
                "is refused.",
                "",
                "https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/Cookies"),
            Fix.Documented(
                "any",
                "Let the handshake carry the proxy's cookie or token, or exempt the socket's path there and " +
                "check credentials in the app.",
                "",
                "https://www.rfc-editor.org/rfc/rfc6455#section-10.5"),
        ],
        Neighbours =
        [
            CauseNames.AuthRequired,
            CauseNames.RedirectOnUpgrade,
            CauseNames.OriginNotAllowlisted,
            CauseNames.EdgeInterstitial,
        ],
    };
}
