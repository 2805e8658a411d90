namespace Wayleave.Rules.Causes.Payload;

/// <summary>The page of <see cref="CauseNames.CompressionNegotiation"/>.</summary>
internal static class CompressionNegotiation
{
    public static Cause Cause { get; } = new(
        CauseNames.CompressionNegotiation,
        CauseGroup.Payload,
        "permessage-deflate is negotiated and then breaks")
    {
        Looks =
            "The handshake succeeds with permessage-deflate and then breaks: the browser closes with 1002 and " +
            "speaks of reserved bits, or of an `Accept` that does not match; text turns to garbage. Without the " +
            "offer everything works.",
        Why =
            "A hop answers or forwards the extension without understanding it, or two ends disagree on its " +
            "parameters. IIS's ARR makes a handshake of its own when the extension is present.",
        Confirm =
            "`wayleave doctor` opens the socket with and without the offer, and where the far end is `wayleave " +
            "echo` it exchanges a compressed message.",
        Fixes =
        [
            Fix.Tried(
                "nginx",
                "Until the faulty side is mended, do not pass the offer on.",
                """
                proxy_set_header Sec-WebSocket-Extensions "";
                """,
                "TriedFixes/nginx-compression-negotiation",
                "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_set_header"),
            Fix.Tried(
                "haproxy",
                "Until the faulty side is mended, do not pass the offer on.",
                """
                backend app
                    http-request del-header Sec-WebSocket-Extensions
                """,
                "TriedFixes/haproxy-compression-negotiation",
                "https://docs.haproxy.org/2.6/configuration.html#4.2-http-request"),
            Fix.Tried(
                "caddy",
                "Until the faulty side is mended, do not pass the offer on.",
                """
                reverse_proxy 127.0.0.1:8000 {
                    header_up -Sec-WebSocket-Extensions
                }
                """,
                "TriedFixes/caddy-compression-negotiation",
                "https://caddyserver.com/docs/caddyfile/directives/reverse_proxy#headers"),
            Fix.Tried(
                "apache",
                "Until the faulty side is mended, do not pass the offer on.",
                """
                # a2enmod headers
                RequestHeader unset Sec-WebSocket-Extensions
                """,
                "TriedFixes/apache-compression-negotiation",
                "https://httpd.apache.org/docs/2.4/mod/mod_headers.html#requestheader"),
            Fix.Tried(
                "varnish",
                "Until the faulty side is mended, do not pass the offer on.",
                """
                sub vcl_pipe {
                    if (req.http.upgrade) {
                        set bereq.http.upgrade = req.http.upgrade;
                        set bereq.http.connection = req.http.connection;
                        unset bereq.http.Sec-WebSocket-Extensions;
                    }
                }
                """,
                "TriedFixes/varnish-compression-negotiation",
                "https://varnish-cache.org/docs/7.1/users-guide/vcl-example-websockets.html"),
            Fix.Documented(
                "iis",
                "ARR does not carry the extension: allow the server variable in URL Rewrite, and empty it in the rule.",
                """
                <serverVariables>
                  <set name="HTTP_SEC_WEBSOCKET_EXTENSIONS" value="" />
                </serverVariables>
                """,
                "https://github.com/mattermost/mattermost/issues/5386"),
            Fix.Documented(
                "uvicorn",
                "Do not negotiate compression.",
                "uvicorn main:app --ws-per-message-deflate false",
                "https://www.uvicorn.org/settings/"),
            Fix.Documented(
                "websockets",
                "Do not negotiate compression.",
                """
                async with serve(handler, "127.0.0.1", 8000, compression=None) as server:
                    await server.serve_forever()
                """,
                "https://websockets.readthedocs.io/en/stable/topics/compression.html"),
            Fix.Documented(
                "node",
                "ws does not compress unless told to; switch it off again.",
                "const wss = new WebSocketServer({ server, perMessageDeflate: false });",
                "https://github.com/websockets/ws#websocket-compression"),
            Fix.Documented(
                "socket.io",
                "Leave it off, which is the default.",
                "const io = new Server(httpServer, { perMessageDeflate: false });",
                "https://socket.io/docs/v4/server-options/#permessagedeflate"),
            Fix.Documented(
                "aspnet",
                "Accept without compression.",
                """
                using var socket = await context.WebSockets.AcceptWebSocketAsync(
                    new WebSocketAcceptContext { DangerousEnableCompression = false });
                """,
                "https://learn.microsoft.com/en-us/aspnet/core/fundamentals/websockets#compression"),
            Fix.Documented(
                "any",
                "Switch permessage-deflate off in the app, or remove the offer at the outermost hop; the socket " +
                "works without it.",
                "",
                "https://www.rfc-editor.org/rfc/rfc7692#section-5"),
        ],
        Neighbours = [CauseNames.HandshakeCorrupted, CauseNames.ProtocolViolation, CauseNames.HandshakeHeaderDropped],
    };
}
