namespace Wayleave.Rules.Causes.Delivery;

/// <summary>The page of <see cref="CauseNames.ResponseBuffering"/>.</summary>
internal static class ResponseBuffering
{
    public static Cause Cause { get; } = new(
        CauseNames.ResponseBuffering,
        CauseGroup.Delivery,
        "a hop holds back streamed bytes")
    {
        Looks =
            "Fallbacks such as server-sent events or long-poll arrive in lumps or only at the end; a socket that " +
            "a middlebox re-packs shows small messages late, several at once.",
        Why =
            "A hop collects the answer before it passes it on: proxy buffering, compression, a cache, or a virus " +
            "scanner. A switched connection is not buffered by nginx, HAProxy or Caddy, streamed plain HTTP is.",
        Confirm =
            "Where the far end is `wayleave echo`, the doctor sends small frames with gaps and compares the gaps " +
            "of their return.",
        Fixes =
        [
            Fix.Documented(
                "nginx",
                "Switch buffering and caching off on the stream's path.",
                """
                location /events/ {
                    proxy_pass http://127.0.0.1:8000;
                    proxy_http_version 1.1;
                    proxy_set_header Connection "";
                    proxy_buffering off;
                    proxy_cache off;
                    gzip off;
                }
                """,
                "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_buffering"),
            Fix.Documented(
                "nginx",
                "Or let the app itself send X-Accel-Buffering: no with this answer.",
                "",
                "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_buffering"),
            Fix.Documented(
                "haproxy",
                "Send each piece at once, and do not wait for whole requests.",
                """
                backend app
                    option http-no-delay
                    no option http-buffer-request
                """,
                "https://docs.haproxy.org/2.6/configuration.html#4.2-option%20http-no-delay"),
            Fix.Documented(
                "caddy",
                "Flush after every write.",
                """
                reverse_proxy 127.0.0.1:8000 {
                    flush_interval -1
                }
                """,
                "https://caddyserver.com/docs/caddyfile/directives/reverse_proxy#streaming"),
            Fix.Documented(
                "apache",
                "Flush each packet, and do not compress the stream.",
                """
                # a2enmod proxy proxy_http
                ProxyPass "/events/" "http://127.0.0.1:8000/events/" flushpackets=on
                SetEnvIf Request_URI "^/events/" no-gzip
                """,
                "https://httpd.apache.org/docs/2.4/mod/mod_proxy.html#proxypass"),
            Fix.Documented(
                "traefik",
                "Remove the buffering middleware from the route and flush at once.",
                """
                http:
                  services:
                    app:
                      loadBalancer:
                        responseForwarding:
                          flushInterval: "1ms"
                        servers:
                          - url: "http://127.0.0.1:8000"
                """,
                "https://doc.traefik.io/traefik/reference/routing-configuration/http/load-balancing/service/"),
            Fix.Documented(
                "envoy",
                "Switch the buffer filter off for the route.",
                """
                typed_per_filter_config:
                  envoy.filters.http.buffer:
                    "@type": type.googleapis.com/envoy.extensions.filters.http.buffer.v3.BufferPerRoute
                    disabled: true
                """,
                "https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/buffer_filter"),
            Fix.Documented(
                "varnish",
                "Pipe the stream's path; streaming of cacheable answers is the default.",
                """
                sub vcl_recv {
                    if (req.url ~ "^/events/") {
                        return (pipe);
                    }
                }
                """,
                "https://varnish-cache.org/docs/7.1/users-guide/vcl-variables.html"),
            Fix.Documented(
                "iis",
                "Let ARR send at once.",
                """
                appcmd.exe set config -section:system.webServer/proxy /responseBufferLimit:"0" /commit:apphost
                """,
                "https://learn.microsoft.com/en-us/iis/extensions/configuring-application-request-routing-arr/"),
            Fix.Documented(
                "cloudflare",
                "Bypass the cache for the path (Caching > Cache Rules) and send Cache-Control: no-transform.",
                "",
                "https://developers.cloudflare.com/cache/how-to/cache-rules/"),
            Fix.Documented(
                "kubernetes",
                "With ingress-nginx, on the Ingress: off is the default, unless the ConfigMap switches it on.",
                """
                metadata:
                  annotations:
                    nginx.ingress.kubernetes.io/proxy-buffering: "off"
                """,
                "https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#proxy-buffering"),
            Fix.Documented(
                "any",
                "On every hop, switch off buffering, caching and compression for the stream's path.",
                "",
                "https://html.spec.whatwg.org/multipage/server-sent-events.html#authoring-notes"),
        ],
        Neighbours =
        [
            CauseNames.MiddlewareBreaksHijack,
            CauseNames.ClientNetworkIntercepts,
            CauseNames.CompressionNegotiation,
        ],
    };
}
