namespace Wayleave.Rules.Causes.Tls;

/// <summary>The page of <see cref="CauseNames.AlpnH2OnlyBackend"/>.</summary>
internal static class AlpnH2OnlyBackend
{
    public static Cause Cause { get; } = new(
        CauseNames.AlpnH2OnlyBackend,
        CauseGroup.Tls,
        "a hop speaks HTTP/2 to a backend that takes WebSockets over HTTP/1.1 only")
    {
        Looks =
            "Through the hop the upgrade gets 400, 403, 502, 503 or 505 while plain requests pass; straight to " +
            "the app over HTTP/1.1 it is a 101.",
        Why =
            "The hop talks HTTP/2 to the app. HTTP/2 has no Upgrade; a WebSocket over it needs extended CONNECT " +
            "(RFC 8441), which that backend does not offer.",
        Confirm =
            "`wayleave doctor URL --origin https://HOST:PORT` succeeds over HTTP/1.1 and finds that HTTP/2 is " +
            "offered there without extended CONNECT.",
        Fixes =
        [
            Fix.Tried(
                "haproxy",
                "HAProxy 2.5 or later: force HTTP/1.1 for sockets on that server.",
                """
                backend app
                    server app1 127.0.0.1:8443 ssl verify none alpn h2,http/1.1 ws h1
                """,
                "TriedFixes/haproxy-alpn-h2-only-backend",
                "https://docs.haproxy.org/2.6/configuration.html#5.2-ws"),
            Fix.Tried(
                "caddy",
                "Speak HTTP/1.1 to this upstream.",
                """
                reverse_proxy 127.0.0.1:8000 {
                    transport http {
                        versions 1.1
                    }
                }
                """,
                "TriedFixes/caddy-alpn-h2-only-backend",
                "https://caddyserver.com/docs/caddyfile/directives/reverse_proxy#the-http-transport"),
            Fix.Documented(
                "envoy",
                "Give sockets a cluster that speaks HTTP/1.1, or switch extended CONNECT on at both ends.",
                """
                typed_extension_protocol_options:
                  envoy.extensions.upstreams.http.v3.HttpProtocolOptions:
                    "@type": type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions
                    explicit_http_config:
                      http_protocol_options: {}
                """,
                "https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/http/upgrades"),
            Fix.Documented(
                "apache",
                "Use http or https towards the app, not h2 or h2c.",
                """
                # a2enmod proxy proxy_http
                ProxyPass "/ws/" "http://127.0.0.1:8000/ws/" upgrade=websocket
                """,
                "https://httpd.apache.org/docs/2.4/mod/mod_proxy_http2.html"),
            Fix.Documented(
                "traefik",
                "Use http or https for the socket's service, not h2c, and switch HTTP/2 off in its transport " +
                "where the app offers it without extended CONNECT.",
                """
                http:
                  serversTransports:
                    http1:
                      disableHTTP2: true
                  services:
                    app:
                      loadBalancer:
                        serversTransport: http1
                        servers:
                          - url: "https://127.0.0.1:8443"
                """,
                "https://doc.traefik.io/traefik/reference/routing-configuration/http/load-balancing/serverstransport/"),
            Fix.Documented(
                "alb",
                "Make a target group with protocol version HTTP1 for sockets; the version of an existing group " +
                "cannot be changed.",
                """
                aws elbv2 create-target-group --name sockets --protocol HTTP --protocol-version HTTP1 --port 8000 --vpc-id "$VPC"
                """,
                "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html#target-group-protocol-version"),
            Fix.Documented(
                "kubernetes",
                "In a mesh, declare the port as HTTP/1.1 by the Service port's name or appProtocol.",
                """
                spec:
                  ports:
                    - name: http-ws
                      appProtocol: http
                      port: 8000
                """,
                "https://github.com/aws/aws-app-mesh-roadmap/issues/465"),
            Fix.Documented(
                "cloudflare",
                "In a tunnel, leave http2Origin off for the socket's service.",
                """
                originRequest:
                  http2Origin: false
                """,
                "https://developers.cloudflare.com/tunnel/reference/origin-parameters/"),
            Fix.Documented(
                "any",
                "Speak HTTP/1.1 on every hop towards an app that does not announce extended CONNECT.",
                "",
                "https://www.rfc-editor.org/rfc/rfc8441#section-3"),
        ],
        Neighbours = [CauseNames.Http2ExtendedConnect, CauseNames.UpgradeHeaderStripped, CauseNames.BackendDown],
    };
}
