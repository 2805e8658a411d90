namespace Wayleave.Rules.Causes.Identity;

/// <summary>The page of <see cref="CauseNames.OriginNotAllowlisted"/>.</summary>
internal static class OriginNotAllowlisted
{
    public static Cause Cause { get; } = new(
        CauseNames.OriginNotAllowlisted,
        CauseGroup.Identity,
        "the app refuses this page's Origin (403; also 404, 400, or 101 followed by 1008)")
    {
        Looks =
            "The page loads, and its socket is refused at once, mostly with 403. The same handshake without an " +
            "`Origin`, or with another one, is answered with 101.",
        Why =
            "Browsers let any page open a socket to any host and only say in `Origin` which page it is. Apps " +
            "therefore compare that header with a list of their own, and the address that people really use is " +
            "not on it: a new domain, `www.`, another port, or `https` instead of `http`.",
        Confirm =
            "`wayleave doctor` repeats the handshake without an Origin and with a foreign one. Refused with the " +
            "page's own and accepted without: this cause. Refused in every form: look at `auth-required`. If " +
            "`--origin` with the public Host accepts what the public way refuses, a hop changes `Host`: " +
            "`host-header-mismatch`.",
        Fixes =
        [
            Fix.Tried(
                "django",
                "Put the public host into ALLOWED_HOSTS, which AllowedHostsOriginValidator reads.",
                """
                # settings.py
                ALLOWED_HOSTS = ["app.example.com"]
                """,
                "TriedFixes/django-origin-not-allowlisted",
                "https://channels.readthedocs.io/en/stable/topics/security.html"),
            Fix.Documented(
                "streamlit",
                "Name the public address, and leave the checks on.",
                """
                # .streamlit/config.toml
                [browser]
                serverAddress = "app.example.com"

                [server]
                enableCORS = true
                enableXsrfProtection = true
                """,
                "https://docs.streamlit.io/develop/api-reference/configuration/config.toml"),
            Fix.Documented(
                "jupyter",
                "Allow the page's Origin in the server's configuration.",
                """
                # jupyter_server_config.py
                c.ServerApp.allow_origin = "https://app.example.com"
                """,
                "https://jupyter-server.readthedocs.io/en/latest/other/full-config.html"),
            Fix.Tried(
                "tornado",
                "Override check_origin with the list of your own pages.",
                """
                class Socket(tornado.websocket.WebSocketHandler):
                    def check_origin(self, origin):
                        return origin in {"https://app.example.com"}
                """,
                "TriedFixes/tornado-origin-not-allowlisted",
                "https://www.tornadoweb.org/en/stable/websocket.html#tornado.websocket.WebSocketHandler.check_origin"),
            Fix.Documented(
                "bokeh",
                "Name the public host, with its port where it is not the scheme's own.",
                "bokeh serve app.py --allow-websocket-origin=app.example.com",
                "https://docs.bokeh.org/en/latest/docs/reference/command/subcommands/serve.html"),
            Fix.Tried(
                "fastapi",
                "Compare the header before accepting; CORSMiddleware does not look at WebSockets.",
                """
                @app.websocket("/ws")
                async def ws(socket: WebSocket):
                    if socket.headers.get("origin") not in {"https://app.example.com"}:
                        await socket.close(code=1008)
                        return
                    await socket.accept()
                """,
                "TriedFixes/fastapi-origin-not-allowlisted",
                "https://www.starlette.io/websockets/"),
            Fix.Documented(
                "socket.io",
                "In python-socketio, list the Origins; in Node, correct the list that your allowRequest compares with.",
                """
                sio = socketio.AsyncServer(async_mode="asgi", cors_allowed_origins=["https://app.example.com"])
                """,
                "https://python-socketio.readthedocs.io/en/stable/server.html"),
            Fix.Tried(
                "node",
                "Add the page's Origin to the list that your upgrade listener compares with.",
                """
                const allowed = new Set(["https://app.example.com"]);
                server.on("upgrade", (request, socket, head) => {
                  if (!allowed.has(request.headers.origin)) {
                    socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n");
                    return;
                  }
                  wss.handleUpgrade(request, socket, head, (ws) => wss.emit("connection", ws, request));
                });
                """,
                "TriedFixes/node-origin-not-allowlisted",
                "https://github.com/websockets/ws/blob/master/doc/ws.md"),
            Fix.Documented(
                "rails",
                "List the pages that may connect.",
                """
                # config/environments/production.rb
                config.action_cable.allowed_request_origins = ["https://app.example.com"]
                """,
                "https://guides.rubyonrails.org/action_cable_overview.html#allowed-request-origins"),
            Fix.Documented(
                "aspnet",
                "Add the Origin to the WebSocket options; for SignalR add it to the CORS policy of the hub.",
                """
                var options = new WebSocketOptions();
                options.AllowedOrigins.Add("https://app.example.com");
                app.UseWebSockets(options);
                """,
                "https://learn.microsoft.com/en-us/aspnet/core/fundamentals/websockets#websocket-origin-restriction"),
            Fix.Documented(
                "phoenix",
                "List the Origins of the endpoint.",
                """
                # config/prod.exs
                config :my_app, MyAppWeb.Endpoint, check_origin: ["https://app.example.com"]
                """,
                "https://hexdocs.pm/phoenix/Phoenix.Endpoint.html"),
            Fix.Documented(
                "spring",
                "Allow the Origin where the handler is registered.",
                """
                registry.addHandler(handler, "/ws").setAllowedOrigins("https://app.example.com");
                """,
                "https://docs.spring.io/spring-framework/reference/web/websocket/server.html#websocket-server-allowed-origins"),
            Fix.Documented(
                "grafana",
                "Set the public address; further Origins go into the live section.",
                """
                [server]
                root_url = https://app.example.com/

                [live]
                allowed_origins = https://other.example.com
                """,
                "https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/#live"),
            Fix.Documented(
                "any",
                "Add the page's scheme, host and port, spelled as the browser's Origin, to the app's list; do " +
                "not switch the check off.",
                "",
                "https://www.rfc-editor.org/rfc/rfc6455#section-10.2"),
        ],
        Neighbours =
        [
            CauseNames.HostHeaderMismatch,
            CauseNames.OriginMissing,
            CauseNames.ConfiguredPublicUrlMismatch,
            CauseNames.AuthRequired,
        ],
    };
}
