namespace Wayleave.Rules.Causes.Delivery;

/// <summary>The page of <see cref="CauseNames.PathRewritten"/>.</summary>
internal static class PathRewritten
{
    public static Cause Cause { get; } = new(
        CauseNames.PathRewritten,
        CauseGroup.Delivery,
        "a hop changes the path (trailing slash, proxy_pass with a URI part, a stripped prefix)")
    {
        Looks =
            "The socket gets 404 or 307 from the app itself through the hop, and 101 straight. The app's log " +
            "shows another path than the browser asked for.",
        Why =
            "The hop changes the path on its way: a prefix is stripped or kept by mistake, or a slash appears or " +
            "vanishes. nginx replaces the matched prefix as soon as `proxy_pass` has a path, even if only `/`.",
        Confirm =
            "With `wayleave echo` in the app's place the report shows the path that arrived beside the one that " +
            "was sent.",
        Fixes =
        [
            Fix.Tried(
                "nginx",
                "To pass the path unchanged, give proxy_pass no path at all, not even a slash.",
                """
                location /ws/ {
                    proxy_pass http://127.0.0.1:8000;
                }
                """,
                "TriedFixes/nginx-path-rewritten",
                "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_pass"),
            Fix.Documented(
                "nginx",
                "To strip a prefix, end both the location and proxy_pass with a slash.",
                """
                location /app/ {
                    proxy_pass http://127.0.0.1:8000/;
                }
                """,
                "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_pass"),
            Fix.Documented(
                "haproxy",
                "Rewrite exactly the prefix, or remove the line to pass the path unchanged.",
                """
                backend app
                    http-request replace-path ^/app(/.*)$ \1
                    server app1 127.0.0.1:8000
                """,
                "https://docs.haproxy.org/2.6/configuration.html#4.2-http-request"),
            Fix.Tried(
                "caddy",
                "handle_path strips its prefix, handle keeps it: use the one that the app expects.",
                """
                handle /ws/* {
                    reverse_proxy 127.0.0.1:8000
                }
                """,
                "TriedFixes/caddy-path-rewritten",
                "https://caddyserver.com/docs/caddyfile/directives/handle_path"),
            Fix.Tried(
                "apache",
                "Let both arguments end alike: with a slash, or both without.",
                """
                # a2enmod proxy proxy_http
                ProxyPass "/ws/" "http://127.0.0.1:8000/ws/" upgrade=websocket
                """,
                "TriedFixes/apache-path-rewritten",
                "https://httpd.apache.org/docs/2.4/mod/mod_proxy.html#proxypass"),
            Fix.Documented(
                "traefik",
                "Remove the stripPrefix middleware from the socket's router, or name only the prefix that the " +
                "app does not know.",
                """
                http:
                  middlewares:
                    strip:
                      stripPrefix:
                        prefixes: ["/app"]
                """,
                "https://doc.traefik.io/traefik/reference/routing-configuration/http/middlewares/stripprefix/"),
            Fix.Documented(
                "envoy",
                "Remove prefix_rewrite from the socket's route, or end prefix and rewrite alike.",
                """
                - match: { prefix: "/app/" }
                  route: { cluster: app, prefix_rewrite: "/" }
                """,
                "https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route_components.proto"),
            Fix.Documented(
                "kubernetes",
                "With ingress-nginx, rewrite-target holds for all paths of that Ingress: put the socket into an " +
                "Ingress without it, or capture the rest.",
                """
                metadata:
                  annotations:
                    nginx.ingress.kubernetes.io/use-regex: "true"
                    nginx.ingress.kubernetes.io/rewrite-target: /$2
                spec:
                  rules:
                    - http:
                        paths:
                          - path: /app(/|$)(.*)
                            pathType: ImplementationSpecific
                """,
                "https://kubernetes.github.io/ingress-nginx/examples/rewrite/"),
            Fix.Documented(
                "streamlit",
                "Let Streamlit know the prefix, and pass the path unchanged.",
                """
                # .streamlit/config.toml
                [server]
                baseUrlPath = "dashboard"
                """,
                "https://docs.streamlit.io/develop/api-reference/configuration/config.toml"),
            Fix.Documented(
                "uvicorn",
                "If the proxy strips a prefix, tell the app which.",
                "uvicorn main:app --root-path /api",
                "https://fastapi.tiangolo.com/advanced/behind-a-proxy/"),
            Fix.Documented(
                "any",
                "Decide whether the app knows the prefix. If it does, pass the path unchanged; if not, strip " +
                "exactly the prefix and one slash.",
                "",
                "https://www.rfc-editor.org/rfc/rfc3986#section-3.3"),
        ],
        Neighbours = [CauseNames.PathNotRouted, CauseNames.RedirectOnUpgrade, CauseNames.ClientUrlWrong],
    };
}
