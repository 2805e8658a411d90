namespace Wayleave.Rules.Causes.Delivery;

/// <summary>The page of <see cref="CauseNames.MiddlewareBreaksHijack"/>.</summary>
internal static class MiddlewareBreaksHijack
{
    public static Cause Cause { get; } = new(
        CauseNames.MiddlewareBreaksHijack,
        CauseGroup.Delivery,
        "a filter (gzip, logging, auth) wraps the response and breaks the switch")
    {
        Looks =
            "The upgrade is answered with 500 or 400, or a 101 is followed by an end at once, since a " +
            "compression, logging or authentication layer was switched on. Plain requests are well.",
        Why =
            "A WebSocket handler takes the raw connection from the HTTP server. A filter that wraps the response " +
            "hides that ability, or writes into the stream.",
        Confirm =
            "Take the layer away from the socket's path alone: the handshake then succeeds. The app's log names " +
            "a type that cannot be hijacked or an assertion about the response.",
        Fixes =
        [
            Fix.Documented(
                "go",
                "Let the wrapper pass the connection on: give it Unwrap, and hijack through the controller.",
                "func (w *loggedWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }",
                "https://pkg.go.dev/net/http#ResponseController"),
            Fix.Documented(
                "nginx",
                "In the location of auth_request, do not pass the upgrade to the authenticating server.",
                """
                location = /auth {
                    internal;
                    proxy_pass http://127.0.0.1:9000;
                    proxy_pass_request_body off;
                    proxy_set_header Content-Length "";
                    proxy_set_header Upgrade "";
                    proxy_set_header Connection "";
                }
                """,
                "https://nginx.org/en/docs/http/ngx_http_auth_request_module.html"),
            Fix.Documented(
                "caddy",
                "Let encode skip handshakes.",
                """
                @page not header Upgrade websocket
                encode @page gzip
                reverse_proxy 127.0.0.1:8000
                """,
                "https://caddyserver.com/docs/caddyfile/directives/encode"),
            Fix.Documented(
                "apache",
                "Keep compression and substitution away from the socket's path.",
                """
                SetEnvIf Request_URI "^/ws/" no-gzip
                """,
                "https://httpd.apache.org/docs/2.4/mod/mod_deflate.html"),
            Fix.Documented(
                "aspnet",
                "Put UseWebSockets before the layers that wrap the response.",
                """
                app.UseWebSockets();
                app.UseResponseCompression();
                """,
                "https://learn.microsoft.com/en-us/aspnet/core/fundamentals/websockets"),
            Fix.Documented(
                "fastapi",
                "In middleware of your own, pass every scope but http through untouched.",
                """
                async def __call__(self, scope, receive, send):
                    if scope["type"] != "http":
                        return await self.app(scope, receive, send)
                """,
                "https://www.starlette.io/middleware/#pure-asgi-middleware"),
            Fix.Documented(
                "node",
                "Middleware does not run for upgrades; let one upgrade listener decide by path, and leave the " +
                "socket alone in the others.",
                """
                server.on("upgrade", (request, socket, head) => {
                  if (new URL(request.url, "http://x").pathname === "/ws")
                    wss.handleUpgrade(request, socket, head, (ws) => wss.emit("connection", ws, request));
                  else
                    socket.destroy();
                });
                """,
                "https://nodejs.org/api/http.html#event-upgrade_1"),
            Fix.Documented(
                "any",
                "Exclude the socket's path from compression, response logging, body rewriting and authentication " +
                "layers.",
                "",
                "https://github.com/kataras/iris/issues/1607"),
        ],
        Neighbours = [CauseNames.AppError, CauseNames.WafBreaksUpgrade, CauseNames.ResponseBuffering],
    };
}
