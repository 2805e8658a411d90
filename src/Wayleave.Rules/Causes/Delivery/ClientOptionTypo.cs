namespace Wayleave.Rules.Causes.Delivery;

/// <summary>The page of <see cref="CauseNames.ClientOptionTypo"/>.</summary>
internal static class ClientOptionTypo
{
    public static Cause Cause { get; } = new(
        CauseNames.ClientOptionTypo,
        CauseGroup.Delivery,
        "an option name that the client or server library does not know, so a default rules")
    {
        Looks =
            "A setting seems to have no effect: no pings, no reconnection, the wrong path, the wrong transport. " +
            "There is no error either.",
        Why = "Many libraries ignore option names that they do not know, so the default rules.",
        Confirm =
            "Compare each name with the library's reference for the version in use; a renamed option of an older " +
            "release is the usual find.",
        Fixes =
        [
            Fix.Documented(
                "socket.io",
                "The client's option is transports, a list, and the path is given with its slash.",
                """
                const socket = io({ path: "/socket.io/", transports: ["websocket", "polling"] });
                """,
                "https://socket.io/docs/v4/client-options/"),
            Fix.Documented(
                "socket.io",
                "The server's options are pingInterval and pingTimeout, in milliseconds.",
                "const io = new Server(httpServer, { pingInterval: 25000, pingTimeout: 20000 });",
                "https://socket.io/docs/v4/server-options/"),
            Fix.Documented(
                "uvicorn",
                "The options are spelled like this, in seconds and bytes.",
                "uvicorn main:app --ws-ping-interval 20 --ws-ping-timeout 20 --ws-max-size 16777216",
                "https://www.uvicorn.org/settings/"),
            Fix.Documented(
                "tornado",
                "The settings of the application are spelled like this.",
                "app = tornado.web.Application(routes, websocket_ping_interval=20, websocket_ping_timeout=20)",
                "https://www.tornadoweb.org/en/stable/web.html#tornado.web.Application.settings"),
            Fix.Documented(
                "node",
                "ws has no option for pings: send them yourself. Its limit is maxPayload.",
                """
                const wss = new WebSocketServer({ server, maxPayload: 1024 * 1024 });
                const timer = setInterval(() => wss.clients.forEach((socket) => socket.ping()), 25000);
                wss.on("close", () => clearInterval(timer));
                """,
                "https://github.com/websockets/ws/blob/master/doc/ws.md"),
            Fix.Documented(
                "any",
                "Check option names against the library's types or schema, so that an unknown one is an error.",
                "",
                "https://www.typescriptlang.org/docs/handbook/2/objects.html#excess-property-checks"),
        ],
        Neighbours = [CauseNames.ClientUrlWrong, CauseNames.StickySessionMissing, CauseNames.IdleTimeoutApp],
        Seen = Seen.File,
    };
}
