namespace Wayleave.Rules.Causes.Identity;

/// <summary>The page of <see cref="CauseNames.HostHeaderMismatch"/>.</summary>
internal static class HostHeaderMismatch
{
    public static Cause Cause { get; } = new(
        CauseNames.HostHeaderMismatch,
        CauseGroup.Identity,
        "a hop rewrote Host, so the app's Origin-equals-Host or allowed-hosts check refuses")
    {
        Looks =
            "The page loads. The socket gets 403 (or 400 from an allowed-hosts check), or a 101 followed by " +
            "close code 1008. Straight to the app with the public `Host` it works.",
        Why =
            "Many apps hold that a page may open a socket if its `Origin` names the same host as the request's " +
            "`Host`. A proxy that puts its upstream's name there (nginx's default is `$proxy_host`) makes the " +
            "two differ.",
        Confirm =
            "Run `wayleave doctor URL --origin HOST:PORT`: the direct run sends the public Host. 101 there and " +
            "403 through the hop means that the hop changes it. Behind `wayleave echo` the report shows the Host " +
            "that arrived.",
        Fixes =
        [
            Fix.Tried(
                "nginx",
                "Pass the Host that the browser sent, with its port.",
                """
                proxy_set_header Host $http_host;
                proxy_set_header X-Forwarded-Host $http_host;
                """,
                "TriedFixes/nginx-host-header-mismatch",
                "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_set_header"),
            Fix.Tried(
                "haproxy",
                "HAProxy passes Host unchanged: remove the line that sets it.",
                """
                backend app
                    # delete: http-request set-header Host app.internal
                    http-request set-header X-Forwarded-Host %[req.hdr(host)]
                """,
                "TriedFixes/haproxy-host-header-mismatch",
                "https://docs.haproxy.org/2.6/configuration.html#4.2-http-request"),
            Fix.Tried(
                "caddy",
                "Caddy passes Host unchanged: remove a header_up Host line, or set it to the public one.",
                """
                reverse_proxy 127.0.0.1:8000 {
                    header_up Host {http.request.hostport}
                }
                """,
                "TriedFixes/caddy-host-header-mismatch",
                "https://caddyserver.com/docs/caddyfile/directives/reverse_proxy#headers"),
            Fix.Tried(
                "apache",
                "Keep the browser's Host towards the app.",
                "ProxyPreserveHost On",
                "TriedFixes/apache-host-header-mismatch",
                "https://httpd.apache.org/docs/2.4/mod/mod_proxy.html#proxypreservehost"),
            Fix.Documented(
                "traefik",
                "Leave passHostHeader on, which is the default.",
                """
                http:
                  services:
                    app:
                      loadBalancer:
                        passHostHeader: true
                        servers:
                          - url: "http://127.0.0.1:8000"
                """,
                "https://doc.traefik.io/traefik/reference/routing-configuration/http/load-balancing/service/"),
            Fix.Documented(
                "envoy",
                "Remove host_rewrite_literal and auto_host_rewrite from the socket's route.",
                "",
                "https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route_components.proto"),
            Fix.Documented(
                "varnish",
                "Do not set the Host header in vcl_recv or on the backend; Varnish passes what the browser sent.",
                "",
                "https://varnish-cache.org/docs/7.1/users-guide/vcl-backends.html"),
            Fix.Documented(
                "iis",
                "Let ARR keep the browser's Host.",
                """
                appcmd.exe set config -section:system.webServer/proxy /preserveHostHeader:"True" /commit:apphost
                """,
                "https://learn.microsoft.com/en-us/iis/extensions/configuring-application-request-routing-arr/"),
            Fix.Documented(
                "cloudflare",
                "Remove the Host header override: Rules > Origin Rules. For a tunnel, take httpHostHeader out of " +
                "originRequest.",
                "",
                "https://developers.cloudflare.com/rules/origin-rules/features/#host-header"),
            Fix.Documented(
                "cloudfront",
                "Use the managed origin request policy AllViewer on the socket's behaviour, which passes the " +
                "viewer's Host.",
                """
                "OriginRequestPolicyId": "216adef6-5c7f-47e4-b989-5492eafa07d3"
                """,
                "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html"),
            Fix.Documented(
                "ngrok",
                "Do not rewrite the Host header.",
                "ngrok http 8000        # without --host-header",
                "https://ngrok.com/docs/universal-gateway/http/"),
            Fix.Documented(
                "kubernetes",
                "With ingress-nginx, remove the annotation nginx.ingress.kubernetes.io/upstream-vhost from the " +
                "Ingress.",
                "",
                "https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#custom-nginx-upstream-vhost"),
            Fix.Documented(
                "django",
                "Allow the host that the browser uses. If the proxy must change Host, let Django read the " +
                "forwarded one.",
                """
                # settings.py
                ALLOWED_HOSTS = ["app.example.com"]
                USE_X_FORWARDED_HOST = True
                """,
                "https://docs.djangoproject.com/en/stable/ref/settings/#allowed-hosts"),
            Fix.Documented(
                "any",
                "Pass the browser's Host to the app unchanged, or tell the app to trust X-Forwarded-Host from " +
                "that hop.",
                "",
                "https://www.rfc-editor.org/rfc/rfc9110#section-7.2"),
        ],
        Neighbours =
        [
            CauseNames.OriginNotAllowlisted,
            CauseNames.PortMissingInOrigin,
            CauseNames.HeadersLostInLocation,
            CauseNames.ConfiguredPublicUrlMismatch,
        ],
    };
}
