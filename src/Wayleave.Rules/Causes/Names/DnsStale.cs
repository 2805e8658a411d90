namespace Wayleave.Rules.Causes.Names;

/// <summary>The page of <see cref="CauseNames.DnsStale"/>.</summary>
internal static class DnsStale
{
    public static Cause Cause { get; } = new(
        CauseNames.DnsStale,
        CauseGroup.Names,
        "a hop or this machine uses an address that is no longer the name's")
    {
        Looks =
            "It fails since the target moved: 502 or 504 from a proxy that works again after a reload, or an old " +
            "server's answer on one machine only.",
        Why =
            "nginx looks names up once, at start. Resolvers, browsers and operating systems keep answers, too; " +
            "and a tunnel's or balancer's address changes often.",
        Confirm =
            "`wayleave doctor --resolver 1.1.1.1` shows other addresses than this machine's resolver; or " +
            "`--origin` with the name's present address succeeds where the hop fails.",
        Fixes =
        [
            Fix.Documented(
                "nginx",
                "Put the name into a variable and give nginx a resolver, so that it looks it up again.",
                """
                resolver 127.0.0.11 valid=10s;
                set $app app.internal;
                proxy_pass http://$app:8000;
                """,
                "https://nginx.org/en/docs/http/ngx_http_core_module.html#resolver"),
            Fix.Documented(
                "nginx",
                "From 1.27.3 on, an upstream can do it.",
                """
                # nginx 1.27.3 or later
                upstream app {
                    zone app 64k;
                    resolver 127.0.0.11 valid=10s;
                    server app.internal:8000 resolve;
                }
                """,
                "https://nginx.org/en/docs/http/ngx_http_upstream_module.html#resolve"),
            Fix.Documented(
                "haproxy",
                "Name the resolvers, and use them for the server.",
                """
                resolvers dns
                    nameserver local 127.0.0.11:53
                    hold valid 10s
                backend app
                    server app1 app.internal:8000 check resolvers dns init-addr last,libc,none
                """,
                "https://docs.haproxy.org/2.6/configuration.html#5.3"),
            Fix.Documented(
                "caddy",
                "Caddy looks the name up for each new connection; where the addresses are many, use dynamic upstreams.",
                """
                reverse_proxy {
                    dynamic a app.internal 8000
                }
                """,
                "https://caddyserver.com/docs/caddyfile/directives/reverse_proxy#dynamic-upstreams"),
            Fix.Documented(
                "apache",
                "Do not keep connections to an address that may have gone.",
                """
                # a2enmod proxy proxy_http
                ProxyPass "/" "http://app.internal:8000/" upgrade=websocket disablereuse=On
                """,
                "https://httpd.apache.org/docs/2.4/mod/mod_proxy.html#proxypass"),
            Fix.Documented(
                "varnish",
                "Varnish looks names up when it loads the file: reload the VCL when the address changes, or use " +
                "the dynamic module.",
                "",
                "https://github.com/nigoroll/libvmod-dynamic"),
            Fix.Documented(
                "kubernetes",
                "Call the Service, whose address stays, and not a pod.",
                "",
                "https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#service-upstream"),
            Fix.Documented(
                "client",
                "Empty the caches of this machine.",
                """
                resolvectl flush-caches           # systemd
                ipconfig /flushdns                # Windows
                sudo dscacheutil -flushcache; sudo killall -HUP mDNSResponder   # macOS
                """,
                "https://www.freedesktop.org/software/systemd/man/latest/resolvectl.html"),
            Fix.Documented(
                "any",
                "Let the hop look the name up again, or reload it after every move; lower the record's time to " +
                "live before one.",
                "",
                "https://www.rfc-editor.org/rfc/rfc1034#section-3.6"),
        ],
        Neighbours =
        [
            CauseNames.UpstreamAddressWrong,
            CauseNames.BackendDown,
            CauseNames.DnsResolverMissing,
            CauseNames.DnsNotFound,
        ],
    };
}
