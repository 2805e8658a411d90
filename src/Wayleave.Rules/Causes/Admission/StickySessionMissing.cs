namespace Wayleave.Rules.Causes.Admission;

/// <summary>The page of <see cref="CauseNames.StickySessionMissing"/>.</summary>
internal static class StickySessionMissing
{
    public static Cause Cause { get; } = new(
        CauseNames.StickySessionMissing,
        CauseGroup.Admission,
        "requests of one client reach different backends")
    {
        Looks =
            "About one in two handshakes or polls fails, in step with the number of instances: Socket.IO's " +
            "\"Session ID unknown\", SignalR's \"No Connection with that ID\". With one instance all is well.",
        Why =
            "The fallback transports and negotiated connections need each request of one client at the same " +
            "instance, and the balancer spreads them.",
        Confirm =
            "`wayleave doctor` repeats the handshake and sees different answers or different instances; no " +
            "cookie of the balancer holds them together.",
        Fixes =
        [
            Fix.Documented(
                "nginx",
                "Choose the server by the client's address, or by a cookie of the app.",
                """
                upstream app {
                    hash $remote_addr consistent;
                    server 127.0.0.1:8000;
                    server 127.0.0.1:8001;
                }
                """,
                "https://nginx.org/en/docs/http/ngx_http_upstream_module.html#hash"),
            Fix.Documented(
                "haproxy",
                "Set a cookie that names the server.",
                """
                backend app
                    cookie SERVERID insert indirect nocache
                    server app1 127.0.0.1:8000 check cookie app1
                    server app2 127.0.0.1:8001 check cookie app2
                """,
                "https://docs.haproxy.org/2.6/configuration.html#4.2-cookie"),
            Fix.Documented(
                "caddy",
                "Set a cookie that names the upstream.",
                """
                reverse_proxy 127.0.0.1:8000 127.0.0.1:8001 {
                    lb_policy cookie
                }
                """,
                "https://caddyserver.com/docs/caddyfile/directives/reverse_proxy#load-balancing"),
            Fix.Documented(
                "apache",
                "Set a cookie that names the member.",
                """
                # a2enmod proxy proxy_http proxy_balancer lbmethod_byrequests headers
                Header add Set-Cookie "ROUTEID=.%{BALANCER_WORKER_ROUTE}e; path=/" env=BALANCER_ROUTE_CHANGED
                <Proxy "balancer://app">
                    BalancerMember "http://127.0.0.1:8000" route=1 upgrade=websocket
                    BalancerMember "http://127.0.0.1:8001" route=2 upgrade=websocket
                    ProxySet stickysession=ROUTEID
                </Proxy>
                ProxyPass "/" "balancer://app/"
                """,
                "https://httpd.apache.org/docs/2.4/mod/mod_proxy_balancer.html#stickyness"),
            Fix.Documented(
                "traefik",
                "Switch the cookie on.",
                """
                http:
                  services:
                    app:
                      loadBalancer:
                        sticky:
                          cookie: { name: app_instance, httpOnly: true }
                """,
                "https://doc.traefik.io/traefik/reference/routing-configuration/http/load-balancing/service/"),
            Fix.Documented(
                "envoy",
                "Hash by a cookie, with a ring hash cluster.",
                """
                route:
                  cluster: app
                  hash_policy:
                    - cookie: { name: app_instance, ttl: 0s }
                """,
                "https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route_components.proto"),
            Fix.Documented(
                "alb",
                "Switch stickiness on for the target group.",
                """
                aws elbv2 modify-target-group-attributes --target-group-arn "$TARGETS" --attributes \
                  Key=stickiness.enabled,Value=true Key=stickiness.type,Value=lb_cookie \
                  Key=stickiness.lb_cookie.duration_seconds,Value=86400
                """,
                "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html#sticky-sessions"),
            Fix.Documented(
                "kubernetes",
                "With ingress-nginx, on the Ingress.",
                """
                metadata:
                  annotations:
                    nginx.ingress.kubernetes.io/affinity: "cookie"
                """,
                "https://kubernetes.github.io/ingress-nginx/examples/affinity/cookie/"),
            Fix.Documented(
                "heroku",
                "Switch session affinity on.",
                "heroku features:enable http-session-affinity",
                "https://devcenter.heroku.com/articles/session-affinity"),
            Fix.Documented(
                "azure-app-service",
                "Leave session affinity on.",
                """
                az webapp update --resource-group "$GROUP" --name "$APP" --client-affinity-enabled true
                """,
                "https://learn.microsoft.com/en-us/azure/app-service/configure-common"),
            Fix.Documented(
                "socket.io",
                "Without polling no stickiness is needed; the adapter carries messages between instances.",
                """
                const socket = io({ transports: ["websocket"] });
                """,
                "https://socket.io/docs/v4/using-multiple-nodes/"),
            Fix.Documented(
                "aspnet",
                "Without negotiation no stickiness is needed for SignalR.",
                """
                new signalR.HubConnectionBuilder()
                  .withUrl("/hub", { skipNegotiation: true, transport: signalR.HttpTransportType.WebSockets })
                  .build();
                """,
                "https://learn.microsoft.com/en-us/aspnet/core/signalr/scale"),
            Fix.Documented(
                "streamlit",
                "Sessions and uploads live in one instance: let the balancer keep each client there by a cookie.",
                "",
                "https://docs.streamlit.io/develop/concepts/architecture/session-state"),
            Fix.Documented(
                "any",
                "Keep each client at one instance by a cookie or a hash, or let the app's transport be WebSocket " +
                "alone.",
                "",
                "https://socket.io/docs/v4/using-multiple-nodes/"),
        ],
        Neighbours = [CauseNames.PathNotRouted, CauseNames.BackendDown, CauseNames.TokenExpiredOrReused],
    };
}
