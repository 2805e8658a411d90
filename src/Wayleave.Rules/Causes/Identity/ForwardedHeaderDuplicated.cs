namespace Wayleave.Rules.Causes.Identity;

/// <summary>The page of <see cref="CauseNames.ForwardedHeaderDuplicated"/>.</summary>
internal static class ForwardedHeaderDuplicated
{
    public static Cause Cause { get; } = new(
        CauseNames.ForwardedHeaderDuplicated,
        CauseGroup.Identity,
        "two hops each append a forwarded header that the app reads as one value")
    {
        Looks =
            "Works behind one proxy, and fails behind two: 403, or a 101 followed by 1008. The app's log " +
            "compares the Origin with `app.example.com, app.example.com` or sees the scheme `https, http`.",
        Why =
            "Each hop appends its own value to `X-Forwarded-Host` or `X-Forwarded-Proto`, so a list arrives, and " +
            "the app compares the whole list as if it were one value.",
        Confirm =
            "Put `wayleave echo` in the app's place: the report lists each header as it arrived. Two values, or " +
            "the same header twice, is this cause.",
        Fixes =
        [
            Fix.Documented(
                "nginx",
                "Overwrite instead of appending; only X-Forwarded-For is a list.",
                """
                proxy_set_header X-Forwarded-Host $http_host;
                proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                """,
                "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_set_header"),
            Fix.Documented(
                "haproxy",
                "Use set-header, which replaces, and not add-header.",
                """
                backend app
                    http-request set-header X-Forwarded-Host %[req.hdr(host)]
                """,
                "https://docs.haproxy.org/2.6/configuration.html#4.2-http-request"),
            Fix.Documented(
                "apache",
                "Stop mod_proxy from appending, and set the headers yourself.",
                """
                # a2enmod headers
                ProxyAddHeaders Off
                RequestHeader set X-Forwarded-Host "expr=%{HTTP_HOST}"
                RequestHeader set X-Forwarded-For "expr=%{REMOTE_ADDR}"
                """,
                "https://httpd.apache.org/docs/2.4/mod/mod_proxy.html#proxyaddheaders"),
            Fix.Documented(
                "caddy",
                "Caddy replaces the header unless it trusts the hop in front; set one value where it trusts it.",
                """
                reverse_proxy 127.0.0.1:8000 {
                    header_up X-Forwarded-Host {http.request.hostport}
                }
                """,
                "https://caddyserver.com/docs/caddyfile/directives/reverse_proxy#headers"),
            Fix.Documented(
                "any",
                "Let only the outermost hop set X-Forwarded-Host and X-Forwarded-Proto, and let the inner ones " +
                "pass it on unchanged.",
                "",
                "https://github.com/n8n-io/n8n/issues/14653"),
        ],
        Neighbours = [CauseNames.ForwardedProtoWrong, CauseNames.HostHeaderMismatch, CauseNames.PortMissingInOrigin],
    };
}
