namespace Wayleave.Rules.Causes.Time;

/// <summary>The page of <see cref="CauseNames.IdleTimeoutApp"/>.</summary>
internal static class IdleTimeoutApp
{
    public static Cause Cause { get; } = new(
        CauseNames.IdleTimeoutApp,
        CauseGroup.Time,
        "the app server ends it (its ping goes unanswered, or its own timer)")
    {
        Looks =
            "The socket ends after a fixed silence straight at the app as well, with a close frame of its own " +
            "(1000, 1001, 1011, 4xxx) or a reason such as \"keepalive ping timeout\".",
        Why =
            "The app server closes connections that say nothing, or whose pongs do not come back within its " +
            "limit. A page in a background tab, or a client that reads too slowly, misses them.",
        Confirm =
            "`wayleave doctor URL --idle 120s --origin HOST:PORT`: it ends straight as well, and the close code " +
            "and reason are the app's.",
        Fixes =
        [
            Fix.Documented(
                "uvicorn",
                "Give slow clients more time to answer the ping.",
                "uvicorn main:app --ws-ping-interval 20 --ws-ping-timeout 60",
                "https://www.uvicorn.org/settings/"),
            Fix.Documented(
                "tornado",
                "Set interval and time-out together; the time-out must not exceed the interval.",
                "app = tornado.web.Application(routes, websocket_ping_interval=30, websocket_ping_timeout=30)",
                "https://www.tornadoweb.org/en/stable/websocket.html#configuration"),
            Fix.Documented(
                "django",
                "Raise daphne's limit for missing pongs; its limit of age is a day by default, and -1 takes it away.",
                "daphne --ping-interval 20 --ping-timeout 60 --websocket_timeout -1 project.asgi:application",
                "https://github.com/django/daphne#running"),
            Fix.Documented(
                "socket.io",
                "Raise the time that a client has for its answer.",
                "const io = new Server(httpServer, { pingInterval: 25000, pingTimeout: 60000 });",
                "https://socket.io/docs/v4/server-options/#pingtimeout"),
            Fix.Documented(
                "aspnet",
                "For SignalR, let the time-out be at least twice the interval, on both sides.",
                """
                builder.Services.AddSignalR(options =>
                {
                    options.KeepAliveInterval = TimeSpan.FromSeconds(15);
                    options.ClientTimeoutInterval = TimeSpan.FromSeconds(60);
                });
                """,
                "https://learn.microsoft.com/en-us/aspnet/core/signalr/configuration"),
            Fix.Documented(
                "phoenix",
                "Raise the socket's time-out (60 s by default) well above the client's heartbeat.",
                """
                socket "/socket", MyAppWeb.UserSocket, websocket: [timeout: 120_000]
                """,
                "https://hexdocs.pm/phoenix/Phoenix.Endpoint.html#socket/3-websocket-configuration"),
            Fix.Documented(
                "jupyter",
                "Let the server ping often enough, and give the answer time.",
                """
                # jupyter_server_config.py
                c.ServerApp.tornado_settings = {"ws_ping_interval": 30000, "ws_ping_timeout": 30000}
                """,
                "https://jupyter-server.readthedocs.io/en/latest/other/full-config.html"),
            Fix.Documented(
                "spring",
                "Raise the container's limit.",
                "container.setMaxSessionIdleTimeout(3_600_000L);",
                "https://docs.spring.io/spring-framework/reference/web/websocket/server.html#websocket-server-runtime-configuration"),
            Fix.Documented(
                "any",
                "Let the client answer pings promptly and speak within the app's limit, or raise the limit in " +
                "the app server.",
                "",
                "https://www.rfc-editor.org/rfc/rfc6455#section-5.5.3"),
        ],
        Neighbours =
        [
            CauseNames.IdleTimeoutProxy,
            CauseNames.IdleTimeoutEdge,
            CauseNames.MaxConnectionLifetime,
            CauseNames.AppError,
        ],
    };
}
