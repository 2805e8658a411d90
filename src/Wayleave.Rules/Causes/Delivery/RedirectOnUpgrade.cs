namespace Wayleave.Rules.Causes.Delivery;

/// <summary>The page of <see cref="CauseNames.RedirectOnUpgrade"/>.</summary>
internal static class RedirectOnUpgrade
{
    public static Cause Cause { get; } = new(
        CauseNames.RedirectOnUpgrade,
        CauseGroup.Delivery,
        "a hop or the app answers the upgrade with 301/302/307/308, which browsers do not follow")
    {
        Looks =
            "The handshake is answered with 301, 302, 307 or 308. Browsers report only that the connection " +
            "failed; tools that follow redirects may succeed.",
        Why =
            "A browser does not follow a redirect of a WebSocket handshake. Typical senders are the rule from " +
            "http to https, the rule to or from `www.`, and frameworks that add or remove a final slash.",
        Confirm =
            "`wayleave doctor` prints the Location: the same URL with https, with a slash, on another host, or a " +
            "login page. The last is `auth-proxy-blocks-upgrade`; the same URL again is `forwarded-proto-wrong` " +
            "or `tls-mode-mismatch`.",
        Fixes =
        [
            Fix.Documented(
                "client",
                "Open the final address: wss, the canonical host, and the slash as the route has it.",
                """
                const socket = new WebSocket("wss://app.example.com/ws/");
                """,
                "https://websockets.spec.whatwg.org/"),
            Fix.Tried(
                "nginx",
                "A location that ends in a slash redirects the path without it: name both.",
                """
                location = /ws {
                    proxy_pass http://127.0.0.1:8000;
                }
                location /ws/ {
                    proxy_pass http://127.0.0.1:8000;
                }
                """,
                "TriedFixes/nginx-redirect-on-upgrade",
                "https://nginx.org/en/docs/http/ngx_http_core_module.html#location"),
            Fix.Tried(
                "haproxy",
                "Leave handshakes out of the redirect where clients cannot be changed at once.",
                """
                frontend public
                    acl is_ws hdr(Upgrade) -i websocket
                    http-request redirect scheme https code 301 if !{ ssl_fc } !is_ws
                """,
                "TriedFixes/haproxy-redirect-on-upgrade",
                "https://docs.haproxy.org/2.6/configuration.html#4.2-http-request%20redirect"),
            Fix.Tried(
                "caddy",
                "Leave handshakes out of your own redirects.",
                """
                @page {
                    not header Upgrade websocket
                    path /old/*
                }
                redir @page /new{uri}
                """,
                "TriedFixes/caddy-redirect-on-upgrade",
                "https://caddyserver.com/docs/caddyfile/matchers"),
            Fix.Tried(
                "apache",
                "Leave handshakes out of the redirect.",
                """
                # a2enmod rewrite
                RewriteEngine On
                RewriteCond %{HTTPS} off
                RewriteCond %{HTTP:Upgrade} !=websocket [NC]
                RewriteRule ^ https://%{HTTP_HOST}%{REQUEST_URI} [R=301,L]
                """,
                "TriedFixes/apache-redirect-on-upgrade",
                "https://httpd.apache.org/docs/2.4/mod/mod_rewrite.html#rewritecond"),
            Fix.Documented(
                "cloudflare",
                "Open wss in the page; Always Use HTTPS and redirect rules answer ws and other hosts with a " +
                "redirect. Exclude the socket's path from redirect rules: Rules > Redirect Rules.",
                "",
                "https://developers.cloudflare.com/ssl/edge-certificates/additional-options/always-use-https/"),
            Fix.Documented(
                "fastapi",
                "Declare the route as clients call it, or stop redirecting slashes.",
                "app = FastAPI(redirect_slashes=False)",
                "https://fastapi.tiangolo.com/reference/fastapi/"),
            Fix.Documented(
                "django",
                "Call the path with its final slash; the redirect means that the request went to Django as plain " +
                "HTTP, so route it in asgi.py.",
                """
                application = ProtocolTypeRouter({
                    "http": get_asgi_application(),
                    "websocket": URLRouter([path("ws/chat/", ChatConsumer.as_asgi())]),
                })
                """,
                "https://docs.djangoproject.com/en/stable/ref/settings/#append-slash"),
            Fix.Documented(
                "any",
                "Let the page open the address that the redirect names, and let no redirect apply to the " +
                "socket's path.",
                "",
                "https://www.rfc-editor.org/rfc/rfc6455#section-4.1"),
        ],
        Neighbours =
        [
            CauseNames.ForwardedProtoWrong,
            CauseNames.TlsModeMismatch,
            CauseNames.AuthProxyBlocksUpgrade,
            CauseNames.PathRewritten,
        ],
    };
}
