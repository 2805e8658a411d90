namespace Wayleave.Rules.Causes.Time;

/// <summary>The page of <see cref="CauseNames.IdleTimeoutEdge"/>.</summary>
internal static class IdleTimeoutEdge
{
    public static Cause Cause { get; } = new(
        CauseNames.IdleTimeoutEdge,
        CauseGroup.Time,
        "the edge or cloud balancer ends a silent connection")
    {
        Looks =
            "The socket works and ends by itself after the same silence each time: mostly 100 s (Cloudflare), 60 s " +
            "(ALB), 55 s (Heroku), 10 min (CloudFront, API Gateway). Close code 1006.",
        Why =
            "Edges and balancers end a connection on which nothing has moved for a fixed time. A ping or any " +
            "message in either direction starts the count again at most of them.",
        Confirm =
            "`wayleave doctor URL --idle 120s` opens one silent, one pinging and one sending socket. If only the " +
            "silent one ends, at the edge's known time, it is this; if all end at one age, look at " +
            "`max-connection-lifetime`.",
        Fixes =
        [
            Fix.Documented(
                "cloudflare",
                "Cloudflare names no figure (100 s of silence are reported) and offers no setting: send a ping or " +
                "message at least every 30 s.",
                "",
                "https://developers.cloudflare.com/network/websockets/#idle-timeout"),
            Fix.Documented(
                "alb",
                "Raise the idle time-out, and still send pings.",
                """
                aws elbv2 modify-load-balancer-attributes --load-balancer-arn "$BALANCER" \
                  --attributes Key=idle_timeout.timeout_seconds,Value=3600
                """,
                "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html#connection-idle-timeout"),
            Fix.Documented(
                "cloudfront",
                "The 10 minutes are fixed and count bytes from the origin: let the server send pings.",
                "",
                "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html"),
            Fix.Documented(
                "api-gateway",
                "The 10 minutes are fixed: send a message or ping from the client at least every 5 minutes.",
                "",
                "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html"),
            Fix.Documented(
                "heroku",
                "The 55 s are fixed: send something every 30 s.",
                "",
                "https://devcenter.heroku.com/articles/http-routing#timeouts"),
            Fix.Documented(
                "azure-app-gateway",
                "Raise the request time-out of the backend setting, which holds for sockets as well.",
                """
                az network application-gateway http-settings update -g "$GROUP" --gateway-name "$GATEWAY" -n sockets --timeout 3600
                """,
                "https://learn.microsoft.com/en-us/azure/application-gateway/configuration-http-settings#request-timeout"),
            Fix.Documented(
                "uvicorn",
                "uvicorn pings every 20 s by default; do not switch that off.",
                "uvicorn main:app --ws-ping-interval 20 --ws-ping-timeout 20",
                "https://www.uvicorn.org/settings/"),
            PingFixes.Tornado,
            Fix.Documented(
                "streamlit",
                "Streamlit pings every 30 s at most by itself; since 1.48 the interval can be set, in seconds.",
                """
                # .streamlit/config.toml
                [server]
                websocketPingInterval = 30
                """,
                "https://docs.streamlit.io/develop/api-reference/configuration/config.toml"),
            Fix.Documented(
                "django",
                "daphne pings every 20 s by default; keep it below the edge's limit.",
                "daphne --ping-interval 20 --ping-timeout 30 project.asgi:application",
                "https://github.com/django/daphne#running"),
            Fix.Documented(
                "socket.io",
                "The default of 25 s is short enough; do not raise it past the edge's limit.",
                "const io = new Server(httpServer, { pingInterval: 25000 });",
                "https://socket.io/docs/v4/server-options/#pinginterval"),
            PingFixes.Node,
            Fix.Documented(
                "aspnet",
                "The default of two minutes is longer than most edges wait.",
                "app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(25) });",
                "https://learn.microsoft.com/en-us/aspnet/core/fundamentals/websockets#configure-the-middleware"),
            Fix.Documented(
                "phoenix",
                "The browser's heartbeat is 30 s by default; keep it below the limit.",
                """
                let socket = new Socket("/socket", { heartbeatIntervalMs: 25000 })
                """,
                "https://hexdocs.pm/phoenix/js/"),
            Fix.Documented(
                "spring",
                "Give the STOMP broker heartbeats.",
                """
                registry.enableSimpleBroker("/topic")
                    .setHeartbeatValue(new long[] {25000, 25000})
                    .setTaskScheduler(scheduler);
                """,
                "https://docs.spring.io/spring-framework/reference/web/websocket/stomp/handle-simple-broker.html"),
            PingFixes.Client,
            Fix.Documented(
                "any",
                "Send a ping (or any message) every 25 s, from the app or the page, and let the page reconnect.",
                "",
                "https://www.rfc-editor.org/rfc/rfc6455#section-5.5.2"),
        ],
        Neighbours =
        [
            CauseNames.IdleTimeoutProxy,
            CauseNames.IdleTimeoutApp,
            CauseNames.MaxConnectionLifetime,
            CauseNames.ReloadDropsConnections,
        ],
    };
}
