namespace Wayleave.Rules.Causes.Delivery;

/// <summary>The page of <see cref="CauseNames.BackendDown"/>.</summary>
internal static class BackendDown
{
    public static Cause Cause { get; } = new(
        CauseNames.BackendDown,
        CauseGroup.Delivery,
        "the origin refuses, resets or is unreachable (502, 503, 504, 521, 522, 523)")
    {
        Looks =
            "The hop answers 502, 503 or 504, or an edge 521, 522 or 523, to every request or to the socket's " +
            "path only. Straight to the app the connection is refused, times out, or is reset.",
        Why = "Nothing listens at the address that the hop calls, or what listens dies or is too slow.",
        Confirm =
            "`wayleave doctor URL --origin HOST:PORT` fails as well. If it succeeds, look at " +
            "`upstream-address-wrong`, `firewall-blocks-edge` or `dns-stale`.",
        Fixes =
        [
            Fix.Documented(
                "systemd",
                "Find out why the service is not running, and let it start again by itself.",
                """
                systemctl status app.service && journalctl -u app.service -n 50

                # app.service
                [Service]
                Restart=on-failure
                StateDirectory=app
                """,
                "https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html"),
            Fix.Documented(
                "docker",
                "See whether the container runs and listens on 0.0.0.0, not on 127.0.0.1 inside itself.",
                "docker compose ps && docker compose logs --tail 50 app",
                "https://docs.docker.com/reference/compose-file/services/#healthcheck"),
            Fix.Tried(
                "nginx",
                "Correct the address; the error log says what was tried. With several servers, let a failed one rest.",
                """
                upstream app {
                    server 127.0.0.1:8000 max_fails=3 fail_timeout=10s;
                    server 127.0.0.1:8001 max_fails=3 fail_timeout=10s;
                }
                """,
                "TriedFixes/nginx-backend-down",
                "https://nginx.org/en/docs/http/ngx_http_upstream_module.html#server"),
            Fix.Documented(
                "haproxy",
                "Check the servers, so that a dead one is left out.",
                """
                backend app
                    option httpchk GET /healthz
                    server app1 127.0.0.1:8000 check
                    server app2 127.0.0.1:8001 check
                """,
                "https://docs.haproxy.org/2.6/configuration.html#5.2-check"),
            Fix.Tried(
                "caddy",
                "Check the app's health.",
                """
                reverse_proxy 127.0.0.1:8000 127.0.0.1:8001 {
                    health_uri /healthz
                    health_interval 10s
                }
                """,
                "TriedFixes/caddy-backend-down",
                "https://caddyserver.com/docs/caddyfile/directives/reverse_proxy#active-health-checks"),
            Fix.Tried(
                "apache",
                "Correct the address; try again soon after a failure.",
                """
                # a2enmod proxy proxy_http
                ProxyPass "/" "http://127.0.0.1:8000/" upgrade=websocket retry=1
                """,
                "TriedFixes/apache-backend-down",
                "https://httpd.apache.org/docs/2.4/mod/mod_proxy.html#proxypass"),
            Fix.Tried(
                "varnish",
                "Correct the backend's address, and probe it.",
                """
                backend default {
                    .host = "127.0.0.1";
                    .port = "8000";
                    .probe = { .url = "/healthz"; .interval = 5s; .timeout = 1s; }
                }
                """,
                "TriedFixes/varnish-backend-down",
                "https://varnish-cache.org/docs/7.1/users-guide/vcl-backends.html#health-checks"),
            Fix.Documented(
                "cloudflare",
                "521: the origin refused, so start the web server on the port that the TLS mode asks for. 522 " +
                "and 523: the address in the DNS record is not reachable.",
                "",
                "https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-521/"),
            Fix.Documented(
                "alb",
                "Look at the targets' health and correct the port, the path and the success codes of the check.",
                """
                aws elbv2 describe-target-health --target-group-arn "$TARGETS"
                """,
                "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html"),
            Fix.Documented(
                "ngrok",
                "Start the app on the port that the tunnel names, or the agent where the tunnel itself is " +
                "offline (ERR_NGROK_3200).",
                "ngrok http 8000",
                "https://ngrok.com/docs/errors/err_ngrok_8012/"),
            Fix.Documented(
                "kubernetes",
                "See whether the Service has ready endpoints.",
                "kubectl get endpointslices -l kubernetes.io/service-name=app",
                "https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/"),
            Fix.Documented(
                "heroku",
                "Listen on $PORT; the router's log names the code (H10 crashed, H14 no web dyno).",
                "heroku ps && heroku logs --tail",
                "https://devcenter.heroku.com/articles/error-codes"),
            Fix.Documented(
                "streamlit",
                "Listen on every address of the container, and see that the folders that the app writes to exist.",
                "streamlit run app.py --server.address 0.0.0.0 --server.port 8501",
                "https://docs.streamlit.io/develop/api-reference/configuration/config.toml"),
            Fix.Documented(
                "any",
                "Start the app, see that it listens on the address and port that the hop calls, and read its log.",
                "",
                "https://www.rfc-editor.org/rfc/rfc9110#section-15.6.3"),
        ],
        Neighbours =
        [
            CauseNames.UpstreamAddressWrong,
            CauseNames.FirewallBlocksEdge,
            CauseNames.DnsStale,
            CauseNames.BackendDownMasked,
            CauseNames.AppError,
        ],
        Seen = Seen.Live,
    };
}
