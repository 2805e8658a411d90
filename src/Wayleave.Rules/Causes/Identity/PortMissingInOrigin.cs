namespace Wayleave.Rules.Causes.Identity;

/// <summary>The page of <see cref="CauseNames.PortMissingInOrigin"/>.</summary>
internal static class PortMissingInOrigin
{
    public static Cause Cause { get; } = new(
        CauseNames.PortMissingInOrigin,
        CauseGroup.Identity,
        "a hop lost or added a port in Host/X-Forwarded-Host, so the same check refuses")
    {
        Looks =
            "The app works on the default port and refuses sockets (403, or 1008) on another one, such as 8443; " +
            "or the reverse, where a hop adds `:443`.",
        Why =
            "Browsers leave the port out of `Origin` and `Host` when it is the scheme's own, and keep it " +
            "otherwise. A hop that sends `$host` (no port) or `$host:$server_port` (always a port) breaks an " +
            "app's comparison of the two.",
        Confirm =
            "Compare the page's Origin with the `Host` and `X-Forwarded-Host` that arrive: `wayleave echo` in " +
            "the app's place shows them. They must agree to the port.",
        Fixes =
        [
            Fix.Tried(
                "nginx",
                "Use $http_host, which is exactly what the browser sent; $host has no port.",
                """
                proxy_set_header Host $http_host;
                proxy_set_header X-Forwarded-Host $http_host;
                """,
                "TriedFixes/nginx-port-missing-in-origin",
                "https://nginx.org/en/docs/http/ngx_http_core_module.html#var_host"),
            Fix.Documented(
                "haproxy",
                "Take the forwarded host from the request's own header.",
                """
                backend app
                    http-request set-header X-Forwarded-Host %[req.hdr(host)]
                """,
                "https://docs.haproxy.org/2.6/configuration.html#7.3.6"),
            Fix.Documented(
                "apache",
                "Keep the browser's Host, port included.",
                "ProxyPreserveHost On",
                "https://httpd.apache.org/docs/2.4/mod/mod_proxy.html#proxypreservehost"),
            Fix.Tried(
                "caddy",
                "Use the placeholder that includes the port.",
                """
                reverse_proxy 127.0.0.1:8000 {
                    header_up Host {http.request.hostport}
                }
                """,
                "TriedFixes/caddy-port-missing-in-origin",
                "https://caddyserver.com/docs/caddyfile/directives/reverse_proxy#headers"),
            Fix.Documented(
                "django",
                "List the Origin with its port where the port is not the default.",
                """
                # settings.py
                CSRF_TRUSTED_ORIGINS = ["https://app.example.com:8443"]
                """,
                "https://docs.djangoproject.com/en/stable/ref/settings/#csrf-trusted-origins"),
            Fix.Documented(
                "any",
                "Publish the app on 443, or pass the browser's Host with its port and without additions.",
                "",
                "https://www.rfc-editor.org/rfc/rfc6454#section-7"),
        ],
        Neighbours =
        [
            CauseNames.HostHeaderMismatch,
            CauseNames.OriginNotAllowlisted,
            CauseNames.ForwardedHeaderDuplicated,
        ],
    };
}
