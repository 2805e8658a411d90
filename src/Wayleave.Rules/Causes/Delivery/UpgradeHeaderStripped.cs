namespace Wayleave.Rules.Causes.Delivery;

/// <summary>The page of <see cref="CauseNames.UpgradeHeaderStripped"/>.</summary>
internal static class UpgradeHeaderStripped
{
    public static Cause Cause { get; } = new(
        CauseNames.UpgradeHeaderStripped,
        CauseGroup.Delivery,
        "a hop passes the request as plain HTTP, without Upgrade/Connection")
    {
        Looks =
            "Pages and polling work, and the handshake gets the answer of a plain request: 426, 400 with a " +
            "sentence about a missing `Upgrade`, a 404 of the app, or a 200 page. Straight to the app it is a " +
            "101.",
        Why =
            "`Upgrade` and `Connection` belong to one hop, so a proxy drops them unless told to pass a WebSocket " +
            "on. The app then sees an ordinary GET.",
        Confirm =
            "`wayleave doctor URL --origin HOST:PORT` shows 101 straight and the plain answer through the hop. " +
            "With `wayleave echo` in the app's place, the report lists the headers that did not arrive.",
        Fixes =
        [
            Fix.Tried(
                "nginx",
                "Speak HTTP/1.1 to the app and pass both headers, for upgrades only.",
                """
                map $http_upgrade $connection_upgrade {
                    default upgrade;
                    ''      close;
                }
                server {
                    location / {
                        proxy_pass http://127.0.0.1:8000;
                        proxy_http_version 1.1;
                        proxy_set_header Upgrade $http_upgrade;
                        proxy_set_header Connection $connection_upgrade;
                        proxy_set_header Host $http_host;
                        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                        proxy_set_header X-Forwarded-Proto $scheme;
                    }
                }
                """,
                "TriedFixes/nginx-upgrade-header-stripped",
                "https://nginx.org/en/docs/http/websocket.html"),
            Fix.Tried(
                "haproxy",
                "HAProxy passes upgrades in HTTP mode by itself: remove the lines that delete the headers.",
                """
                backend app
                    # delete: http-request del-header Upgrade
                    # delete: http-request del-header Connection
                    timeout tunnel 1h
                    server app1 127.0.0.1:8000
                """,
                "TriedFixes/haproxy-upgrade-header-stripped",
                "https://docs.haproxy.org/2.6/configuration.html#4.2-timeout%20tunnel"),
            Fix.Tried(
                "caddy",
                "Caddy passes upgrades by itself: remove header_up lines that delete Upgrade or Connection.",
                "reverse_proxy 127.0.0.1:8000",
                "TriedFixes/caddy-upgrade-header-stripped",
                "https://caddyserver.com/docs/caddyfile/directives/reverse_proxy"),
            Fix.Tried(
                "apache",
                "Apache 2.4.47 or later: let mod_proxy_http carry the upgrade.",
                """
                # a2enmod proxy proxy_http
                ProxyPass "/" "http://127.0.0.1:8000/" upgrade=websocket
                ProxyPassReverse "/" "http://127.0.0.1:8000/"
                """,
                "TriedFixes/apache-upgrade-header-stripped",
                "https://httpd.apache.org/docs/2.4/mod/mod_proxy.html#protoupgrade"),
            Fix.Tried(
                "apache",
                "Older Apache: send upgrades to a ws target before the general ProxyPass.",
                """
                # a2enmod proxy proxy_http proxy_wstunnel rewrite
                RewriteEngine On
                RewriteCond %{HTTP:Upgrade} =websocket [NC]
                RewriteRule ^/?(.*) "ws://127.0.0.1:8000/$1" [P,L]
                ProxyPass "/" "http://127.0.0.1:8000/"
                """,
                "TriedFixes/apache-upgrade-header-stripped-2",
                "https://httpd.apache.org/docs/2.4/mod/mod_proxy_wstunnel.html"),
            Fix.Documented(
                "traefik",
                "Traefik passes upgrades by itself: remove a headers middleware that empties Upgrade or Connection.",
                "",
                "https://doc.traefik.io/traefik/reference/routing-configuration/http/middlewares/headers/"),
            Fix.Documented(
                "envoy",
                "Allow the upgrade on the connection manager, or in the route's upgrade_configs.",
                """
                upgrade_configs:
                  - upgrade_type: websocket
                """,
                "https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/http/upgrades"),
            Fix.Tried(
                "varnish",
                "Hand upgrades to pipe and copy both headers there.",
                """
                sub vcl_recv {
                    if (req.http.upgrade ~ "(?i)websocket") {
                        return (pipe);
                    }
                }

                sub vcl_pipe {
                    if (req.http.upgrade) {
                        set bereq.http.upgrade = req.http.upgrade;
                        set bereq.http.connection = req.http.connection;
                    }
                }
                """,
                "TriedFixes/varnish-upgrade-header-stripped",
                "https://varnish-cache.org/docs/7.1/users-guide/vcl-example-websockets.html"),
            Fix.Documented(
                "iis",
                "Install the WebSocket Protocol role service and do not switch it off in web.config.",
                """
                <system.webServer>
                  <webSocket enabled="true" />
                </system.webServer>
                """,
                "https://learn.microsoft.com/en-us/iis/get-started/whats-new-in-iis-8/iis-80-websocket-protocol-support"),
            Fix.Documented(
                "cloudflare",
                "Switch WebSockets on: Network > WebSockets, or by the API.",
                """
                curl -X PATCH "https://api.cloudflare.com/client/v4/zones/$ZONE_ID/settings/websockets" \
                  -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" -d '{"value":"on"}'
                """,
                "https://developers.cloudflare.com/network/websockets/"),
            Fix.Documented(
                "cloudfront",
                "Use the origin request policy AllViewer on the socket's behaviour.",
                """
                "OriginRequestPolicyId": "216adef6-5c7f-47e4-b989-5492eafa07d3"
                """,
                "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-working-with.websockets.html"),
            Fix.Documented(
                "kubernetes",
                "ingress-nginx needs nothing but must not override the headers in a snippet; the nginx.org " +
                "controller wants the services named.",
                """
                metadata:
                  annotations:
                    nginx.org/websocket-services: "app"
                """,
                "https://docs.nginx.com/nginx-ingress-controller/configuration/ingress-resources/advanced-configuration-with-annotations/"),
            Fix.Documented(
                "nginx-proxy-manager",
                "Switch Websockets Support on for the proxy host.",
                "",
                "https://github.com/home-assistant/home-assistant.io/issues/33074"),
            Fix.Documented(
                "any",
                "On every hop, speak HTTP/1.1 towards the app and send Upgrade: websocket and Connection: " +
                "Upgrade on when the client asked for them.",
                "",
                "https://www.rfc-editor.org/rfc/rfc9110#section-7.8"),
        ],
        Neighbours =
        [
            CauseNames.Http10Upstream,
            CauseNames.HeadersLostInLocation,
            CauseNames.ModuleNotLoaded,
            CauseNames.PathNotRouted,
            CauseNames.PlatformNoWebsockets,
        ],
    };
}
