namespace Wayleave.Rules.Causes.Delivery;

/// <summary>The page of <see cref="CauseNames.UpstreamAddressWrong"/>.</summary>
internal static class UpstreamAddressWrong
{
    public static Cause Cause { get; } = new(
        CauseNames.UpstreamAddressWrong,
        CauseGroup.Delivery,
        "the project's own hop points at a wrong address or port while the origin is well")
    {
        Looks = "The project's own proxy answers 502 or 504 (or the wrong site) while the app is well straight.",
        Why =
            "The proxy calls another address, port or socket file than the app listens on. In containers, " +
            "`localhost` is the proxy's own.",
        Confirm =
            "`wayleave doctor URL --origin HOST:PORT` succeeds at the app, and the public way gives the proxy's " +
            "502. Its error log names the address that it tried.",
        Fixes =
        [
            Fix.Tried(
                "nginx",
                "Name the address that the app listens on; from a container use the service's name.",
                """
                location / {
                    proxy_pass http://127.0.0.1:8000;
                }
                """,
                "TriedFixes/nginx-upstream-address-wrong",
                "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_pass"),
            Fix.Tried(
                "haproxy",
                "Correct the server line.",
                """
                backend app
                    server app1 127.0.0.1:8000 check
                """,
                "TriedFixes/haproxy-upstream-address-wrong",
                "https://docs.haproxy.org/2.6/configuration.html#5.2"),
            Fix.Tried(
                "caddy",
                "Correct the upstream.",
                "reverse_proxy 127.0.0.1:8000",
                "TriedFixes/caddy-upstream-address-wrong",
                "https://caddyserver.com/docs/caddyfile/directives/reverse_proxy#upstreams"),
            Fix.Tried(
                "apache",
                "Correct the address.",
                """
                # a2enmod proxy proxy_http
                ProxyPass "/" "http://127.0.0.1:8000/" upgrade=websocket
                """,
                "TriedFixes/apache-upstream-address-wrong",
                "https://httpd.apache.org/docs/2.4/mod/mod_proxy.html#proxypass"),
            Fix.Documented(
                "traefik",
                "Name the container's port.",
                """
                labels:
                  - "traefik.http.services.app.loadbalancer.server.port=8000"
                """,
                "https://doc.traefik.io/traefik/reference/routing-configuration/other-providers/docker/"),
            Fix.Tried(
                "varnish",
                "Correct the backend.",
                """
                backend default {
                    .host = "127.0.0.1";
                    .port = "8000";
                }
                """,
                "TriedFixes/varnish-upstream-address-wrong",
                "https://varnish-cache.org/docs/7.1/users-guide/vcl-backends.html"),
            Fix.Documented(
                "docker",
                "Call the other container by its service name and its inner port.",
                """
                services:
                  app:
                    expose: ["8000"]
                  proxy:
                    environment:
                      APP_URL: "http://app:8000"
                """,
                "https://docs.docker.com/compose/how-tos/networking/"),
            Fix.Documented(
                "kubernetes",
                "Let the Service's targetPort be the port that the container listens on.",
                """
                spec:
                  ports:
                    - port: 80
                      targetPort: 8000
                """,
                "https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service"),
            Fix.Documented(
                "any",
                "Compare the address in the hop's configuration with what the app listens on (ss -ltnp), seen " +
                "from the hop's own machine or container.",
                "",
                "https://www.rfc-editor.org/rfc/rfc9110#section-15.6.3"),
        ],
        Neighbours =
        [
            CauseNames.BackendDown,
            CauseNames.DnsStale,
            CauseNames.SchemePortMismatch,
            CauseNames.PlaceholderLeft,
        ],
    };
}
