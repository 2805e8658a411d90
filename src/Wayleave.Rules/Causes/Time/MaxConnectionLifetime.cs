namespace Wayleave.Rules.Causes.Time;

/// <summary>The page of <see cref="CauseNames.MaxConnectionLifetime"/>.</summary>
internal static class MaxConnectionLifetime
{
    public static Cause Cause { get; } = new(
        CauseNames.MaxConnectionLifetime,
        CauseGroup.Time,
        "a hop ends every connection at a fixed age, busy or not")
    {
        Looks =
            "Sockets end at one fixed age, however busy they are: 30 s (Google's balancer), 2 h (API Gateway), " +
            "or a limit that somebody set.",
        Why = "The hop counts the whole life of the request, of which the socket is the response.",
        Confirm =
            "`wayleave doctor URL --idle 120s` opens staggered sockets: silent, pinging and sending ones end at " +
            "the same age, not at the same moment. The same moment would be `reload-drops-connections`.",
        Fixes =
        [
            Fix.Documented(
                "google",
                "Raise the backend service's time-out; for sockets it is their whole life.",
                "gcloud compute backend-services update app-backend --global --timeout=86400",
                "https://cloud.google.com/load-balancing/docs/backend-service#timeout-setting"),
            Fix.Documented(
                "kubernetes",
                "On Google's ingress, attach a BackendConfig to the Service.",
                """
                apiVersion: cloud.google.com/v1
                kind: BackendConfig
                metadata: { name: sockets }
                spec: { timeoutSec: 86400 }
                """,
                "https://cloud.google.com/kubernetes-engine/docs/how-to/ingress-configuration#timeout"),
            Fix.Documented(
                "api-gateway",
                "The 2 hours are fixed: let the client open a new socket before, and again after every end.",
                "",
                "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html"),
            Fix.Documented(
                "envoy",
                "Take the limits of duration away on the socket's route.",
                """
                timeout: 0s
                max_stream_duration: { max_stream_duration: 0s }
                """,
                "https://www.envoyproxy.io/docs/envoy/latest/faq/configuration/timeouts"),
            Fix.Documented(
                "caddy",
                "Remove or raise stream_timeout.",
                """
                # Caddy 2.7.0 or later
                reverse_proxy 127.0.0.1:8000 {
                    stream_timeout 24h
                }
                """,
                "https://caddyserver.com/docs/caddyfile/directives/reverse_proxy#streaming"),
            Fix.Documented(
                "azure-app-gateway",
                "Raise the request time-out of the backend setting.",
                """
                az network application-gateway http-settings update -g "$GROUP" --gateway-name "$GATEWAY" -n sockets --timeout 86400
                """,
                "https://learn.microsoft.com/en-us/azure/application-gateway/configuration-http-settings#request-timeout"),
            Fix.Documented(
                "google",
                "On Cloud Run, raise the request time-out (60 minutes at most), and let the client reconnect.",
                "gcloud run services update app --timeout=3600",
                "https://cloud.google.com/run/docs/triggering/websockets"),
            Fix.Documented(
                "gunicorn",
                "Do not serve sockets from sync workers, whose time-out ends them.",
                "gunicorn main:app --worker-class uvicorn_worker.UvicornWorker --timeout 0",
                "https://docs.gunicorn.org/en/stable/settings.html#timeout"),
            Fix.Documented(
                "client",
                "Open a new socket whenever one ends, with a growing and random delay, and ask for what was missed.",
                """
                let attempt = 0;
                function open() {
                  const socket = new WebSocket(url);
                  socket.onopen = () => { attempt = 0; };
                  socket.onclose = () => setTimeout(open, Math.random() * Math.min(30000, 1000 * 2 ** attempt++));
                }
                """,
                "https://developer.mozilla.org/en-US/docs/Web/API/WebSocket/close_event"),
            Fix.Documented(
                "any",
                "Raise the hop's limit of duration, and let clients reconnect, since no connection lasts for ever.",
                "",
                "https://www.rfc-editor.org/rfc/rfc6455#section-7.2.3"),
        ],
        Neighbours = [CauseNames.IdleTimeoutEdge, CauseNames.ReloadDropsConnections, CauseNames.PlatformNoWebsockets],
    };
}
