namespace Wayleave.Rules.Causes.Admission;

/// <summary>The page of <see cref="CauseNames.DebugSettingLeftOn"/>.</summary>
internal static class DebugSettingLeftOn
{
    public static Cause Cause { get; } = new(
        CauseNames.DebugSettingLeftOn,
        CauseGroup.Admission,
        "a protection was switched off for debugging and left off (Streamlit enableXsrfProtection = false, " +
        "enableCORS = false, proxy_ssl_verify off)")
    {
        Looks =
            "Nothing fails. A check was switched off to find an outage, the outage had another cause, and the " +
            "check is still off.",
        Why =
            "Turning protections off is a popular first try. Sockets then accept every page's Origin, so that a " +
            "foreign page can act with a visitor's cookies.",
        Confirm = "The configuration shows it; from outside, a foreign Origin is accepted.",
        Fixes =
        [
            Fix.Documented(
                "streamlit",
                "Switch both protections on again, and name the public address instead.",
                """
                # .streamlit/config.toml
                [server]
                enableCORS = true
                enableXsrfProtection = true

                [browser]
                serverAddress = "app.example.com"
                """,
                "https://docs.streamlit.io/develop/api-reference/configuration/config.toml"),
            Fix.Documented(
                "nginx",
                "Check the upstream's certificate.",
                """
                proxy_ssl_verify on;
                proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;
                proxy_ssl_server_name on;
                """,
                "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_verify"),
            Fix.Documented(
                "haproxy",
                "Check the server's certificate.",
                """
                backend app
                    server app1 127.0.0.1:8443 ssl verify required ca-file /etc/ssl/certs/ca-certificates.crt
                """,
                "https://docs.haproxy.org/2.6/configuration.html#5.2-verify"),
            Fix.Documented(
                "caddy",
                "Remove tls_insecure_skip_verify, and name the authority (from 2.8 on tls_trust_pool is preferred).",
                """
                reverse_proxy https://127.0.0.1:8443 {
                    transport http {
                        tls_trusted_ca_certs /etc/ssl/certs/ca-certificates.crt
                    }
                }
                """,
                "https://caddyserver.com/docs/caddyfile/directives/reverse_proxy#the-http-transport"),
            Fix.Documented(
                "apache",
                "Check the backend's certificate.",
                """
                # a2enmod ssl
                SSLProxyEngine on
                SSLProxyVerify require
                SSLProxyCACertificateFile /etc/ssl/certs/ca-certificates.crt
                """,
                "https://httpd.apache.org/docs/2.4/mod/mod_ssl.html#sslproxyverify"),
            Fix.Documented(
                "traefik",
                "Remove insecureSkipVerify, and name the authority.",
                """
                http:
                  serversTransports:
                    app:
                      rootCAs: ["/etc/ssl/private-ca.pem"]
                """,
                "https://doc.traefik.io/traefik/reference/routing-configuration/http/load-balancing/serverstransport/"),
            Fix.Documented(
                "django",
                "Switch debugging off, and list the hosts.",
                """
                # settings.py
                DEBUG = False
                ALLOWED_HOSTS = ["app.example.com"]
                """,
                "https://docs.djangoproject.com/en/stable/ref/settings/#debug"),
            Fix.Documented(
                "jupyter",
                "Set a token again, and name the page's Origin instead of all.",
                """
                # jupyter_server_config.py
                c.ServerApp.allow_origin = "https://app.example.com"
                c.ServerApp.disable_check_xsrf = False
                """,
                "https://jupyter-server.readthedocs.io/en/latest/operators/security.html"),
            Fix.Documented(
                "tornado",
                "Do not return True for every Origin.",
                """
                class Socket(tornado.websocket.WebSocketHandler):
                    def check_origin(self, origin):
                        return origin in {"https://app.example.com"}
                """,
                "https://www.tornadoweb.org/en/stable/websocket.html#tornado.websocket.WebSocketHandler.check_origin"),
            Fix.Documented(
                "socket.io",
                "Name the Origins instead of all.",
                """
                sio = socketio.AsyncServer(async_mode="asgi", cors_allowed_origins=["https://app.example.com"])
                """,
                "https://python-socketio.readthedocs.io/en/stable/server.html"),
            Fix.Documented(
                "phoenix",
                "Remove check_origin: false, and list the Origins.",
                """
                config :my_app, MyAppWeb.Endpoint, check_origin: ["https://app.example.com"]
                """,
                "https://hexdocs.pm/phoenix/Phoenix.Endpoint.html"),
            Fix.Documented(
                "rails",
                "Switch the check on again, and list the pages.",
                """
                config.action_cable.disable_request_forgery_protection = false
                config.action_cable.allowed_request_origins = ["https://app.example.com"]
                """,
                "https://guides.rubyonrails.org/action_cable_overview.html#allowed-request-origins"),
            Fix.Documented(
                "any",
                "Switch each protection on again and list what it must let through.",
                "",
                "https://www.rfc-editor.org/rfc/rfc6455#section-10.2"),
        ],
        Neighbours = [CauseNames.OriginNotAllowlisted, CauseNames.CertInvalid],
        Seen = Seen.File,
    };
}
