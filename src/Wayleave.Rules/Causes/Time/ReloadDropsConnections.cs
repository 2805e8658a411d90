namespace Wayleave.Rules.Causes.Time;

/// <summary>The page of <see cref="CauseNames.ReloadDropsConnections"/>.</summary>
internal static class ReloadDropsConnections
{
    public static Cause Cause { get; } = new(
        CauseNames.ReloadDropsConnections,
        CauseGroup.Time,
        "a reload or deploy ends all connections at once")
    {
        Looks =
            "Many sockets end at the same moment, whatever their age; all come back at once and may then earn " +
            "429 or overload the app. The times match deployments, certificate renewals or changes of other " +
            "sites.",
        Why =
            "A reload replaces the process or the configuration that holds the sockets, at once or after a grace " +
            "period.",
        Confirm =
            "`wayleave doctor URL --idle 120s` sees staggered sockets end together. The proxy's log has a reload " +
            "at that time, or that long before it.",
        Fixes =
        [
            Fix.Documented(
                "nginx",
                "By default old workers keep their sockets until these end by themselves; raise or remove the " +
                "limit that kills them.",
                "worker_shutdown_timeout 4h;",
                "https://nginx.org/en/docs/ngx_core_module.html#worker_shutdown_timeout"),
            Fix.Documented(
                "haproxy",
                "Reload instead of restart, and let old processes live long enough.",
                """
                global
                    hard-stop-after 4h
                """,
                "https://docs.haproxy.org/2.6/configuration.html#3.1-hard-stop-after"),
            Fix.Documented(
                "caddy",
                "Let switched connections outlive a change of configuration.",
                """
                # Caddy 2.7.0 or later
                reverse_proxy 127.0.0.1:8000 {
                    stream_close_delay 4h
                }
                """,
                "https://caddyserver.com/docs/caddyfile/directives/reverse_proxy#streaming"),
            Fix.Documented(
                "apache",
                "Reload with apachectl graceful: the old children end when their last connection does.",
                "",
                "https://httpd.apache.org/docs/2.4/stopping.html#graceful"),
            Fix.Documented(
                "traefik",
                "Changes of routes drop nothing; for restarts give the old process time.",
                """
                entryPoints:
                  web:
                    address: ":80"
                    transport:
                      lifeCycle:
                        graceTimeOut: 300
                """,
                "https://doc.traefik.io/traefik/reference/install-configuration/entrypoints/"),
            Fix.Documented(
                "envoy",
                "Lengthen the drain of listeners.",
                "envoy -c envoy.yaml --drain-time-s 3600 --parent-shutdown-time-s 3900",
                "https://www.envoyproxy.io/docs/envoy/latest/operations/cli#cmdoption-drain-time-s"),
            Fix.Documented(
                "alb",
                "Lengthen the deregistration delay.",
                """
                aws elbv2 modify-target-group-attributes --target-group-arn "$TARGETS" \
                  --attributes Key=deregistration_delay.timeout_seconds,Value=3600
                """,
                "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html#deregistration-delay"),
            Fix.Documented(
                "kubernetes",
                "With ingress-nginx, raise the time that old workers live after any change (240 s by default).",
                """
                data:
                  worker-shutdown-timeout: "14400s"
                """,
                "https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/configmap/#worker-shutdown-timeout"),
            Fix.Documented(
                "client",
                "Reconnect with a random delay, so that not all come back at once.",
                "socket.onclose = () => setTimeout(open, 500 + Math.random() * 5000);",
                "https://developer.mozilla.org/en-US/docs/Web/API/WebSocket/close_event"),
            Fix.Documented(
                "any",
                "Reload without ending old connections, give them time to drain, and spread the clients' return.",
                "",
                "https://www.rfc-editor.org/rfc/rfc6455#section-7.2.3"),
        ],
        Neighbours = [CauseNames.MaxConnectionLifetime, CauseNames.IdleTimeoutProxy, CauseNames.RateLimited],
    };
}
