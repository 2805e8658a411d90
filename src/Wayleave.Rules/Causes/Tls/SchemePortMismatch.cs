namespace Wayleave.Rules.Causes.Tls;

/// <summary>The page of <see cref="CauseNames.SchemePortMismatch"/>.</summary>
internal static class SchemePortMismatch
{
    public static Cause Cause { get; } = new(
        CauseNames.SchemePortMismatch,
        CauseGroup.Tls,
        "TLS spoken to a plain port, or plain HTTP to a TLS port")
    {
        Looks =
            "A TLS error such as \"wrong version number\", or 400 with \"plain HTTP request was sent to HTTPS " +
            "port\", or an immediate end.",
        Why =
            "One side speaks TLS to a port that takes plain HTTP, or the reverse: `wss://` to the app's inner " +
            "port, or `proxy_pass http://` to a TLS port.",
        Confirm =
            "`wayleave doctor` tries the port both ways: it answers plain HTTP where TLS was asked for, or the " +
            "reverse.",
        Fixes =
        [
            Fix.Documented(
                "client",
                "Use wss with the port that speaks TLS, mostly 443, and ws with the plain one.",
                """
                const socket = new WebSocket("wss://app.example.com/ws");
                """,
                "https://developer.mozilla.org/en-US/docs/Web/API/WebSocket/WebSocket"),
            Fix.Tried(
                "nginx",
                "Use the scheme of the port that you call; add ssl to a listen that should speak TLS.",
                """
                location / {
                    proxy_pass https://127.0.0.1:8443;
                    proxy_ssl_server_name on;
                }
                """,
                "TriedFixes/nginx-scheme-port-mismatch",
                "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_pass"),
            Fix.Tried(
                "haproxy",
                "Add ssl where the server speaks TLS, and take it away where it does not.",
                """
                backend app
                    server app1 127.0.0.1:8443 ssl verify required ca-file /etc/ssl/certs/ca-certificates.crt sni req.hdr(host),field(1,:)
                """,
                "TriedFixes/haproxy-scheme-port-mismatch",
                "https://docs.haproxy.org/2.6/configuration.html#5.2-ssl"),
            Fix.Documented(
                "caddy",
                "Give the upstream its scheme.",
                "reverse_proxy https://app.internal:8443",
                "https://caddyserver.com/docs/caddyfile/directives/reverse_proxy#the-http-transport"),
            Fix.Tried(
                "apache",
                "Use https and switch TLS towards the app on.",
                """
                # a2enmod ssl proxy proxy_http
                SSLProxyEngine on
                ProxyPass "/" "https://127.0.0.1:8443/" upgrade=websocket
                """,
                "TriedFixes/apache-scheme-port-mismatch",
                "https://httpd.apache.org/docs/2.4/mod/mod_ssl.html#sslproxyengine"),
            Fix.Documented(
                "traefik",
                "Give the server its scheme.",
                """
                http:
                  services:
                    app:
                      loadBalancer:
                        servers:
                          - url: "https://127.0.0.1:8443"
                """,
                "https://doc.traefik.io/traefik/reference/routing-configuration/http/load-balancing/service/"),
            Fix.Documented(
                "alb",
                "Give port 443 an HTTPS listener, and the target group the protocol that the targets speak.",
                "",
                "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html"),
            Fix.Documented(
                "kubernetes",
                "With ingress-nginx, name the protocol of a backend that speaks TLS.",
                """
                metadata:
                  annotations:
                    nginx.ingress.kubernetes.io/backend-protocol: "HTTPS"
                """,
                "https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#backend-protocol"),
            Fix.Documented(
                "any",
                "Match schemes and ports: wss and https where TLS is spoken, ws and http where it is not.",
                "",
                "https://www.rfc-editor.org/rfc/rfc6455#section-3"),
        ],
        Neighbours =
        [
            CauseNames.TlsModeMismatch,
            CauseNames.CertInvalid,
            CauseNames.EdgePortNotProxied,
            CauseNames.UpstreamAddressWrong,
        ],
    };
}
