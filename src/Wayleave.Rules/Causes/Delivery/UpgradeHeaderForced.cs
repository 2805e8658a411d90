namespace Wayleave.Rules.Causes.Delivery;

/// <summary>The page of <see cref="CauseNames.UpgradeHeaderForced"/>.</summary>
internal static class UpgradeHeaderForced
{
    public static Cause Cause { get; } = new(
        CauseNames.UpgradeHeaderForced,
        CauseGroup.Delivery,
        "Connection: upgrade is sent on every request, breaking those that have a body or keep-alive")
    {
        Looks =
            "Sockets work, while uploads, form posts or kept-alive requests fail now and then: 400, 500, or a stall.",
        Why =
            "The recipe with a fixed `Connection \"upgrade\"` sends that header on every request. Servers may " +
            "refuse an upgrade with a body, and the connection to the app is never reused.",
        Confirm =
            "Send a POST through the hop to `wayleave echo`: the report shows `Connection: upgrade` where the " +
            "client sent none.",
        Fixes =
        [
            Fix.Tried(
                "nginx",
                "Let a map decide: upgrade for those who ask, close or nothing for the rest.",
                """
                map $http_upgrade $connection_upgrade {
                    default upgrade;
                    ''      '';
                }
                server {
                    location / {
                        proxy_pass http://127.0.0.1:8000;
                        proxy_http_version 1.1;
                        proxy_set_header Upgrade $http_upgrade;
                        proxy_set_header Connection $connection_upgrade;
                    }
                }
                """,
                "TriedFixes/nginx-upgrade-header-forced",
                "https://nginx.org/en/docs/http/websocket.html"),
            Fix.Documented(
                "haproxy",
                "Remove the lines that set the headers; HAProxy passes them for upgrades alone.",
                """
                backend app
                    # delete: http-request set-header Connection upgrade
                    # delete: http-request set-header Upgrade websocket
                    server app1 127.0.0.1:8000
                """,
                "https://docs.haproxy.org/2.6/configuration.html#4.2-http-request"),
            Fix.Documented(
                "apache",
                "Remove RequestHeader set Upgrade and Connection, and let the proxy decide.",
                """
                # a2enmod proxy proxy_http
                ProxyPass "/" "http://127.0.0.1:8000/" upgrade=websocket
                """,
                "https://httpd.apache.org/docs/2.4/mod/mod_proxy.html#protoupgrade"),
            Fix.Documented(
                "any",
                "Send Upgrade and Connection: Upgrade only on requests whose client sent them.",
                "",
                "https://www.rfc-editor.org/rfc/rfc9110#section-7.8"),
        ],
        Neighbours = [CauseNames.UpgradeHeaderStripped, CauseNames.UndefinedVariable],
        Seen = Seen.File,
    };
}
