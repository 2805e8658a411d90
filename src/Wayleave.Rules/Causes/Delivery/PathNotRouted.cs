namespace Wayleave.Rules.Causes.Delivery;

/// <summary>The page of <see cref="CauseNames.PathNotRouted"/>.</summary>
internal static class PathNotRouted
{
    public static Cause Cause { get; } = new(
        CauseNames.PathNotRouted,
        CauseGroup.Delivery,
        "the socket's path reaches another backend, or none")
    {
        Looks =
            "The page works and the socket's path gets 404, 405, 502 or the page's own HTML with 200. Another " +
            "path of the same app upgrades.",
        Why =
            "The hop routes by path. The socket's path falls into a block for static files or another backend, " +
            "into the single-page app's fallback, or into none.",
        Confirm =
            "`wayleave doctor` compares a plain GET of the socket's path with the app's known paths, and with " +
            "`--origin`. 101 straight and another server's 404 through the hop: the route. A file of the hop " +
            "shows which block wins.",
        Fixes =
        [
            Fix.Tried(
                "nginx",
                "Give the socket's path a block that no regular expression outruns.",
                """
                map $http_upgrade $connection_upgrade {
                    default upgrade;
                    ''      close;
                }
                server {
                    location ^~ /ws/ {
                        proxy_pass http://127.0.0.1:8000;
                        proxy_http_version 1.1;
                        proxy_set_header Upgrade $http_upgrade;
                        proxy_set_header Connection $connection_upgrade;
                        proxy_set_header Host $http_host;
                    }
                }
                """,
                "TriedFixes/nginx-path-not-routed",
                "https://nginx.org/en/docs/http/ngx_http_core_module.html#location"),
            Fix.Tried(
                "haproxy",
                "Route the path to the socket's backend before the default.",
                """
                frontend public
                    use_backend sockets if { path_beg /ws/ }
                    default_backend app
                backend sockets
                    timeout tunnel 1h
                    server app1 127.0.0.1:8001
                backend app
                    server app1 127.0.0.1:8000
                """,
                "TriedFixes/haproxy-path-not-routed",
                "https://docs.haproxy.org/2.6/configuration.html#4.2-use_backend"),
            Fix.Tried(
                "caddy",
                "Use handle blocks, of which exactly one runs, the socket's with its own matcher.",
                """
                handle /ws/* {
                    reverse_proxy 127.0.0.1:8001
                }
                handle {
                    reverse_proxy 127.0.0.1:8000
                }
                """,
                "TriedFixes/caddy-path-not-routed",
                "https://caddyserver.com/docs/caddyfile/directives/handle"),
            Fix.Tried(
                "apache",
                "Put the socket's line before the general one: the first match wins.",
                """
                # a2enmod proxy proxy_http
                ProxyPass "/ws/" "http://127.0.0.1:8001/ws/" upgrade=websocket
                ProxyPass "/" "http://127.0.0.1:8000/"
                """,
                "TriedFixes/apache-path-not-routed",
                "https://httpd.apache.org/docs/2.4/mod/mod_proxy.html#proxypass"),
            Fix.Documented(
                "traefik",
                "Give the socket a router of its own; the longer rule has the higher priority.",
                """
                http:
                  routers:
                    sockets:
                      rule: "Host(`app.example.com`) && PathPrefix(`/ws/`)"
                      service: sockets
                """,
                "https://doc.traefik.io/traefik/reference/routing-configuration/http/routing/rules-and-priority/"),
            Fix.Documented(
                "envoy",
                "Put the socket's route before the general one, and allow the upgrade on it.",
                """
                routes:
                  - match: { prefix: "/ws/" }
                    route: { cluster: sockets, upgrade_configs: [ { upgrade_type: websocket } ] }
                  - match: { prefix: "/" }
                    route: { cluster: app }
                """,
                "https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route_components.proto"),
            Fix.Tried(
                "varnish",
                "Choose the backend before the request is piped.",
                """
                backend sockets { .host = "127.0.0.1"; .port = "8001"; }

                sub vcl_recv {
                    if (req.url ~ "^/ws/") {
                        set req.backend_hint = sockets;
                    }
                    if (req.http.upgrade ~ "(?i)websocket") {
                        return (pipe);
                    }
                }
                """,
                "TriedFixes/varnish-path-not-routed",
                "https://varnish-cache.org/docs/7.1/users-guide/vcl-example-websockets.html"),
            Fix.Documented(
                "cloudflare",
                "For a tunnel, add an ingress rule for the socket's host or path before the last one.",
                """
                ingress:
                  - hostname: app.example.com
                    path: ^/ws/
                    service: http://localhost:8001
                  - hostname: app.example.com
                    service: http://localhost:8000
                  - service: http_status:404
                """,
                "https://developers.cloudflare.com/tunnel/features/locally-managed-tunnels/configuration-file/"),
            Fix.Documented(
                "cloudfront",
                "Add a behaviour for the socket's path before the default one: no caching, all viewer headers, " +
                "all methods.",
                """
                "PathPattern": "/ws/*",
                "CachePolicyId": "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
                "OriginRequestPolicyId": "216adef6-5c7f-47e4-b989-5492eafa07d3"
                """,
                "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html"),
            Fix.Documented(
                "alb",
                "Add a listener rule for the path that forwards to the socket's target group, with a lower " +
                "priority number than the general rule.",
                """
                aws elbv2 create-rule --listener-arn "$LISTENER" --priority 10 \
                  --conditions Field=path-pattern,Values='/ws/*' --actions Type=forward,TargetGroupArn="$TARGETS"
                """,
                "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html"),
            Fix.Documented(
                "kubernetes",
                "Add the path to the Ingress, with pathType Prefix.",
                """
                paths:
                  - path: /ws/
                    pathType: Prefix
                    backend: { service: { name: app, port: { number: 8000 } } }
                """,
                "https://kubernetes.io/docs/concepts/services-networking/ingress/#path-types"),
            Fix.Documented(
                "django",
                "Route the path in asgi.py; Channels compares without the leading slash.",
                """
                # asgi.py
                application = ProtocolTypeRouter({
                    "http": get_asgi_application(),
                    "websocket": URLRouter([re_path(r"^ws/chat/(?P<room>\w+)/$", ChatConsumer.as_asgi())]),
                })
                """,
                "https://channels.readthedocs.io/en/stable/topics/routing.html"),
            Fix.Documented(
                "fastapi",
                "Declare the socket's route before a mounted static app or a catch-all.",
                """
                @app.websocket("/ws")
                async def ws(socket: WebSocket): ...

                app.mount("/", StaticFiles(directory="dist", html=True))
                """,
                "https://fastapi.tiangolo.com/advanced/websockets/"),
            Fix.Documented(
                "any",
                "Give the socket's exact path a route of its own to the socket's backend, ahead of every general one.",
                "",
                "https://www.rfc-editor.org/rfc/rfc6455#section-4.2.1"),
        ],
        Neighbours =
        [
            CauseNames.PathRewritten,
            CauseNames.UpgradeHeaderStripped,
            CauseNames.ServerLibMissing,
            CauseNames.ClientUrlWrong,
        ],
    };
}
