namespace Wayleave.Rules.Causes.Delivery;

/// <summary>The page of <see cref="CauseNames.HeaderTooLarge"/>.</summary>
internal static class HeaderTooLarge
{
    public static Cause Cause { get; } = new(
        CauseNames.HeaderTooLarge,
        CauseGroup.Delivery,
        "cookies or tokens exceed a hop's header buffer, so only real users fail")
    {
        Looks =
            "Test clients connect; people with long cookies or tokens get 400, 413, 431, 494 or a reset, often " +
            "after signing in.",
        Why =
            "Each hop limits the size of one header line and of all of them. Session cookies and tokens in the " +
            "URL or in `Sec-WebSocket-Protocol` grow past it.",
        Confirm =
            "Repeat `wayleave doctor` with `--cookie` and the real user's cookies. It fails with them and " +
            "succeeds without.",
        Fixes =
        [
            Fix.Tried(
                "nginx",
                "Raise the buffers for the server that answers first on that address.",
                """
                server {
                    large_client_header_buffers 4 32k;
                }
                """,
                "TriedFixes/nginx-header-too-large",
                "https://nginx.org/en/docs/http/ngx_http_core_module.html#large_client_header_buffers"),
            Fix.Tried(
                "haproxy",
                "Raise the buffer; a head must fit into it, less the reserve.",
                """
                global
                    tune.bufsize 32768
                    tune.maxrewrite 1024
                """,
                "TriedFixes/haproxy-header-too-large",
                "https://docs.haproxy.org/2.6/configuration.html#3.2-tune.bufsize"),
            Fix.Documented(
                "caddy",
                "Raise the limit (the default is 1 MB).",
                """
                {
                    servers {
                        max_header_size 2MB
                    }
                }
                """,
                "https://caddyserver.com/docs/caddyfile/options#max-header-size"),
            Fix.Tried(
                "apache",
                "Raise the limits of one field and of the request line (8190 bytes each).",
                """
                LimitRequestFieldSize 32768
                LimitRequestLine 32768
                """,
                "TriedFixes/apache-header-too-large",
                "https://httpd.apache.org/docs/2.4/mod/core.html#limitrequestfieldsize"),
            Fix.Documented(
                "envoy",
                "Raise the limit on the connection manager (the default is 60 KiB).",
                "max_request_headers_kb: 96",
                "https://www.envoyproxy.io/docs/envoy/latest/api-v3/extensions/filters/network/http_connection_manager/v3/http_connection_manager.proto"),
            Fix.Documented(
                "varnish",
                "Raise the limits of one line and of the whole head.",
                "varnishd -p http_req_hdr_len=32k -p http_req_size=64k",
                "https://varnish-cache.org/docs/7.1/reference/varnishd.html#http-req-hdr-len"),
            Fix.Documented(
                "iis",
                "Raise MaxFieldLength and MaxRequestBytes of HTTP.sys, then restart the HTTP service.",
                """
                reg add HKLM\SYSTEM\CurrentControlSet\Services\HTTP\Parameters /v MaxFieldLength /t REG_DWORD /d 65534
                reg add HKLM\SYSTEM\CurrentControlSet\Services\HTTP\Parameters /v MaxRequestBytes /t REG_DWORD /d 131072
                """,
                "https://learn.microsoft.com/en-us/troubleshoot/developer/webapps/iis/iisadmin-service-inetinfo/httpsys-registry-windows"),
            Fix.Documented(
                "kubernetes",
                "With ingress-nginx, in the controller's ConfigMap.",
                """
                data:
                  large-client-header-buffers: "4 32k"
                """,
                "https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/configmap/#large-client-header-buffers"),
            Fix.Documented(
                "uvicorn",
                "Raise the limit of the h11 parser (64 KiB by default).",
                "uvicorn main:app --h11-max-incomplete-event-size 262144",
                "https://www.uvicorn.org/settings/"),
            Fix.Tried(
                "node",
                "Raise Node's limit (the default is 16 KiB).",
                "node --max-http-header-size=65536 server.js",
                "TriedFixes/node-header-too-large",
                "https://nodejs.org/api/cli.html#--max-http-header-sizesize"),
            Fix.Documented(
                "client",
                "Keep the session small: an id in the cookie, the rest on the server, and no token in the URL " +
                "beside it.",
                "",
                "https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/Cookies"),
            Fix.Documented(
                "any",
                "Make the cookies smaller, or raise the header limit on every hop and in the app.",
                "",
                "https://www.rfc-editor.org/rfc/rfc6585#section-5"),
        ],
        Neighbours = [CauseNames.AuthRequired, CauseNames.WafRuleBlock, CauseNames.ClientHandshakeMalformed],
    };
}
