namespace Wayleave.Rules.Causes.Time;

/// <summary>How apps and pages keep a silent connection awake, whichever hop ends it else.</summary>
internal static class PingFixes
{
    /// <summary>For apps on Tornado.</summary>
    public static Fix Tornado { get; } = Fix.Documented(
        "tornado",
        "Tornado sends no pings unless told to.",
        "app = tornado.web.Application(routes, websocket_ping_interval=25)",
        "https://www.tornadoweb.org/en/stable/websocket.html#configuration");

    /// <summary>For apps on Node's ws.</summary>
    public static Fix Node { get; } = Fix.Documented(
        "node",
        "ws sends no pings by itself.",
        """
        const timer = setInterval(() => wss.clients.forEach((socket) => socket.ping()), 25000);
        wss.on("close", () => clearInterval(timer));
        """,
        "https://github.com/websockets/ws#how-to-detect-and-close-broken-connections");

    /// <summary>For pages.</summary>
    public static Fix Client { get; } = Fix.Documented(
        "client",
        "A page cannot send pings: send a small message, and open the socket again when it ends.",
        """
        const timer = setInterval(() => socket.readyState === WebSocket.OPEN && socket.send("ping"), 25000);
        socket.addEventListener("close", () => clearInterval(timer));
        """,
        "https://developer.mozilla.org/en-US/docs/Web/API/WebSocket/close_event");
}
