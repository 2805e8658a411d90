namespace Wayleave.Rules.Causes.Admission;

/// <summary>The page of <see cref="CauseNames.RateLimited"/>.</summary>
internal static class RateLimited
{
    public static Cause Cause { get; } = new(
        CauseNames.RateLimited,
        CauseGroup.Admission,
        "429, or an equivalent refusal, under repeated connections")
    {
        Looks =
            "Handshakes get 429 (503 or 403 at some) after several in a short time, with or without " +
            "`Retry-After`; later they work again. Safari shows it for its retries.",
        Why =
            "A hop or the app allows so many connections per time. A client that reconnects without delay, or " +
            "many users behind one address, exceed it.",
        Confirm = "`wayleave doctor --burst 20` shows from which attempt on the refusals come, and who signs them.",
        Fixes =
        [
            Fix.Documented(
                "client",
                "Wait longer after each failure, with a random part.",
                """
                let attempt = 0;
                function open() {
                  const socket = new WebSocket(url);
                  socket.onopen = () => { attempt = 0; };
                  socket.onclose = () => setTimeout(open, Math.random() * Math.min(60000, 1000 * 2 ** attempt++));
                }
                """,
                "https://developer.mozilla.org/en-US/docs/Web/API/WebSocket/close_event"),
            Fix.Tried(
                "nginx",
                "Give the socket's path a zone of its own with a burst, count by the visitor's address, and " +
                "answer 429.",
                """
                limit_req_zone $binary_remote_addr zone=sockets:10m rate=5r/s;
                server {
                    location /ws/ {
                        limit_req zone=sockets burst=20 nodelay;
                        limit_req_status 429;
                        proxy_pass http://127.0.0.1:8000;
                    }
                }
                """,
                "TriedFixes/nginx-rate-limited",
                "https://nginx.org/en/docs/http/ngx_http_limit_req_module.html"),
            Fix.Tried(
                "haproxy",
                "Raise the limit for handshakes.",
                """
                frontend public
                    stick-table type ipv6 size 100k expire 60s store http_req_rate(10s)
                    http-request track-sc0 src
                    http-request deny deny_status 429 if { sc_http_req_rate(0) gt 100 }
                """,
                "TriedFixes/haproxy-rate-limited",
                "https://docs.haproxy.org/2.6/configuration.html#4.2-http-request"),
            Fix.Documented(
                "traefik",
                "Raise the limit, or take the middleware off the socket's router.",
                """
                http:
                  middlewares:
                    sockets:
                      rateLimit:
                        average: 20
                        burst: 50
                """,
                "https://doc.traefik.io/traefik/reference/routing-configuration/http/middlewares/ratelimit/"),
            Fix.Documented(
                "cloudflare",
                "Raise the rule's limit, or exclude the socket's path: Security > Security rules.",
                "",
                "https://developers.cloudflare.com/waf/rate-limiting-rules/"),
            Fix.Documented(
                "api-gateway",
                "500 new connections a second are the default per account and region: ask for more, and spread " +
                "the clients' return.",
                "",
                "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html"),
            Fix.Documented(
                "fastapi",
                "Refuse with 429 instead of the 403 that closing before accept becomes.",
                """
                await socket.send_denial_response(Response(status_code=429, headers={"Retry-After": "30"}))
                """,
                "https://asgi.readthedocs.io/en/latest/extensions.html#websocket-denial-response"),
            Fix.Documented(
                "any",
                "Back off with growing and random delays, honour Retry-After, and raise the limit for the " +
                "socket's path.",
                "",
                "https://www.rfc-editor.org/rfc/rfc6585#section-4"),
        ],
        Neighbours = [CauseNames.ConnectionLimit, CauseNames.WafRuleBlock, CauseNames.WorkerConnectionsExhausted],
        Seen = Seen.Live,
    };
}
