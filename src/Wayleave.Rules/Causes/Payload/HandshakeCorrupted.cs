namespace Wayleave.Rules.Causes.Payload;

/// <summary>The page of <see cref="CauseNames.HandshakeCorrupted"/>.</summary>
internal static class HandshakeCorrupted
{
    public static Cause Cause { get; } = new(
        CauseNames.HandshakeCorrupted,
        CauseGroup.Payload,
        "a 101 whose Sec-WebSocket-Accept, Upgrade or Connection is absent or wrong")
    {
        Looks =
            "The status is 101, and the browser still fails: \"Sec-WebSocket-Accept mismatch\", \"Upgrade header is " +
            "missing\". Lenient clients connect.",
        Why =
            "A hop hides or rewrites headers of the answer, caches it, or makes a handshake of its own with " +
            "another key; or the app computes the accept value wrongly.",
        Confirm =
            "`wayleave doctor` computes the value for its key and prints both, with the answer's Upgrade and " +
            "Connection; `--origin` shows whether the app sends them right.",
        Fixes =
        [
            Fix.Tried(
                "nginx",
                "Do not hide handshake headers, and do not cache the socket's path.",
                """
                # delete: proxy_hide_header Sec-WebSocket-Accept;
                location /ws/ {
                    proxy_pass http://127.0.0.1:8000;
                    proxy_cache off;
                    proxy_intercept_errors off;
                }
                """,
                "TriedFixes/nginx-handshake-corrupted",
                "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_hide_header"),
            Fix.Tried(
                "haproxy",
                "Remove rules that change the status of the answer.",
                """
                backend app
                    # delete: http-response set-status 200
                    server app1 127.0.0.1:8000
                """,
                "TriedFixes/haproxy-handshake-corrupted",
                "https://docs.haproxy.org/2.6/configuration.html#4.2-http-response"),
            Fix.Documented(
                "iis",
                "ARR answers for another key where extensions are offered: empty them in the rule.",
                """
                <serverVariables>
                  <set name="HTTP_SEC_WEBSOCKET_EXTENSIONS" value="" />
                </serverVariables>
                """,
                "https://github.com/mattermost/mattermost/issues/5386"),
            Fix.Documented(
                "cloudflare",
                "Bypass the cache and response header rules for the socket's path: Caching > Cache Rules, Rules " +
                "> Transform Rules.",
                "",
                "https://developers.cloudflare.com/cache/how-to/cache-rules/"),
            Fix.Documented(
                "any",
                "Pass the app's Upgrade, Connection and Sec-WebSocket-Accept through unchanged, and the client's " +
                "key as well.",
                "",
                "https://www.rfc-editor.org/rfc/rfc6455#section-4.2.2"),
        ],
        Neighbours =
        [
            CauseNames.CompressionNegotiation,
            CauseNames.HeaderCaseSensitivity,
            CauseNames.SubprotocolDropped,
            CauseNames.ProtocolViolation,
        ],
    };
}
