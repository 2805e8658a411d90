namespace Wayleave.Rules.Causes.Admission;

/// <summary>The page of <see cref="CauseNames.ConnectionLimit"/>.</summary>
internal static class ConnectionLimit
{
    public static Cause Cause { get; } = new(
        CauseNames.ConnectionLimit,
        CauseGroup.Admission,
        "a hop or the app allows only so many connections per client or user (503, 429, 1008, 1013)")
    {
        Looks =
            "The first so many sockets of one client or user stay; the next gets 503, 429, or a 101 followed by " +
            "1008 or 1013. Closing one lets the next in.",
        Why =
            "A hop or the app allows so many connections at a time, per address, user or instance. Tabs that are " +
            "not closed, and sockets that died unnoticed, count.",
        Confirm =
            "`wayleave doctor --burst 20` holds its sockets open: refusals begin at the same number each time, " +
            "and not later in time.",
        Fixes =
        [
            Fix.Tried(
                "nginx",
                "Raise the limit, and count by the visitor's address, not by the edge's.",
                """
                limit_conn_zone $binary_remote_addr zone=sockets:10m;
                server {
                    location /ws/ {
                        limit_conn sockets 50;
                        limit_conn_status 429;
                        proxy_pass http://127.0.0.1:8000;
                    }
                }
                """,
                "TriedFixes/nginx-connection-limit",
                "https://nginx.org/en/docs/http/ngx_http_limit_conn_module.html"),
            Fix.Tried(
                "haproxy",
                "Raise the server's limit; a socket holds its slot as long as it lives.",
                """
                backend app
                    server app1 127.0.0.1:8000 maxconn 10000
                """,
                "TriedFixes/haproxy-connection-limit",
                "https://docs.haproxy.org/2.6/configuration.html#5.2-maxconn"),
            Fix.Documented(
                "envoy",
                "Raise the cluster's limits; each socket is a connection and a request.",
                """
                circuit_breakers:
                  thresholds:
                    - max_connections: 10000
                      max_requests: 10000
                """,
                "https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/upstream/circuit_breaking"),
            Fix.Documented(
                "uvicorn",
                "Raise or remove the limit.",
                "uvicorn main:app --limit-concurrency 5000",
                "https://www.uvicorn.org/settings/#resource-limits"),
            Fix.Documented(
                "azure-app-service",
                "Use a larger plan or more instances: the number of sockets per instance is fixed by the plan.",
                "",
                "https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/azure-subscription-service-limits"),
            Fix.Documented(
                "client",
                "Share one socket between tabs, and close it when the page goes.",
                """
                addEventListener("pagehide", () => socket.close(1000));
                """,
                "https://developer.mozilla.org/en-US/docs/Web/API/SharedWorker"),
            Fix.Documented(
                "any",
                "Raise the limit, close sockets that answer no pings, and open one per user rather than one per " +
                "component.",
                "",
                "https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1"),
        ],
        Neighbours = [CauseNames.RateLimited, CauseNames.WorkerConnectionsExhausted, CauseNames.AppError],
        Seen = Seen.Live,
    };
}
