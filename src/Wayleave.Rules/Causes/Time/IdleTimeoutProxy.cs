namespace Wayleave.Rules.Causes.Time;

/// <summary>The page of <see cref="CauseNames.IdleTimeoutProxy"/>.</summary>
internal static class IdleTimeoutProxy
{
    public static Cause Cause { get; } = new(
        CauseNames.IdleTimeoutProxy,
        CauseGroup.Time,
        "the project's own proxy ends a silent connection")
    {
        Looks =
            "The socket works and ends by itself after the same silence each time, often 30, 50 or 60 s, with " +
            "close code 1006. Through another way it lasts.",
        Why =
            "The project's own proxy counts the time between two reads on the switched connection. nginx waits " +
            "60 s by default, HAProxy without `timeout tunnel` as long as `timeout client`.",
        Confirm =
            "`wayleave doctor URL --idle 120s --origin HOST:PORT`: the silent socket ends through the proxy and " +
            "lasts straight; the pinging one lasts both ways.",
        Fixes =
        [
            Fix.Tried(
                "nginx",
                "Raise both times on the socket's path, and still ping.",
                """
                proxy_read_timeout 3600s;
                proxy_send_timeout 3600s;
                """,
                "TriedFixes/nginx-idle-timeout-proxy",
                "https://nginx.org/en/docs/http/websocket.html"),
            Fix.Tried(
                "haproxy",
                "Set the tunnel's time; 0 does not mean for ever but falls back to the client's.",
                """
                defaults
                    timeout client 30s
                    timeout server 30s
                    timeout tunnel 1h
                    timeout client-fin 30s
                """,
                "TriedFixes/haproxy-idle-timeout-proxy",
                "https://docs.haproxy.org/2.6/configuration.html#4.2-timeout%20tunnel"),
            Fix.Documented(
                "caddy",
                "Caddy has no idle limit for switched connections: look for stream_timeout, which is a limit of age.",
                """
                # Caddy 2.7.0 or later
                reverse_proxy 127.0.0.1:8000 {
                    stream_timeout 0
                }
                """,
                "https://caddyserver.com/docs/caddyfile/directives/reverse_proxy#streaming"),
            Fix.Tried(
                "apache",
                "Raise Timeout in the socket's virtual host; the worker's own timeout does not bound a switched connection (2.4.71).",
                """
                Timeout 3600
                """,
                "TriedFixes/apache-idle-timeout-proxy",
                "https://httpd.apache.org/docs/2.4/mod/core.html#timeout"),
            Fix.Documented(
                "traefik",
                "Traefik has no idle limit for switched connections; 2.11.1 and 3.0.0-rc4 close them early by " +
                "mistake: update.",
                "",
                "https://github.com/traefik/traefik/issues/10598"),
            Fix.Documented(
                "envoy",
                "Raise the stream's idle time (5 minutes by default) and take the route's time-out away.",
                """
                routes:
                  - match: { prefix: "/ws/" }
                    route:
                      cluster: app
                      timeout: 0s
                      idle_timeout: 3600s
                      upgrade_configs: [ { upgrade_type: websocket } ]
                """,
                "https://www.envoyproxy.io/docs/envoy/latest/faq/configuration/timeouts"),
            Fix.Documented(
                "varnish",
                "Raise the pipe's time (60 s by default).",
                "varnishd -p pipe_timeout=3600",
                "https://varnish-cache.org/docs/7.1/reference/varnishd.html#pipe-timeout"),
            Fix.Documented(
                "iis",
                "Raise ARR's proxy time-out.",
                """
                appcmd.exe set config -section:system.webServer/proxy /timeout:"01:00:00" /commit:apphost
                """,
                "https://learn.microsoft.com/en-us/iis/extensions/configuring-application-request-routing-arr/"),
            Fix.Documented(
                "kubernetes",
                "With ingress-nginx, on the Ingress.",
                """
                metadata:
                  annotations:
                    nginx.ingress.kubernetes.io/proxy-read-timeout: "3600"
                    nginx.ingress.kubernetes.io/proxy-send-timeout: "3600"
                """,
                "https://kubernetes.github.io/ingress-nginx/user-guide/miscellaneous/#websockets"),
            Fix.Documented(
                "uvicorn",
                "Leave the server's pings on: one every 20 s keeps every proxy awake.",
                "uvicorn main:app --ws-ping-interval 20",
                "https://www.uvicorn.org/settings/"),
            PingFixes.Tornado,
            PingFixes.Node,
            PingFixes.Client,
            Fix.Documented(
                "any",
                "Raise the proxy's time-out on the socket's path above the ping interval, and send a ping every 25 s.",
                "",
                "https://www.rfc-editor.org/rfc/rfc6455#section-5.5.2"),
        ],
        Neighbours = [CauseNames.IdleTimeoutEdge, CauseNames.IdleTimeoutApp, CauseNames.MaxConnectionLifetime],
    };
}
