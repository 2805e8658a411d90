namespace Wayleave.Rules.Causes.Delivery;

/// <summary>The page of <see cref="CauseNames.AppError"/>.</summary>
internal static class AppError
{
    public static Cause Cause { get; } = new(
        CauseNames.AppError,
        CauseGroup.Delivery,
        "the app itself fails on the handshake or right after it (500, close 1011, a reset by the app)")
    {
        Looks =
            "The app answers the handshake with 500, or opens the socket and ends it at once: close code 1011, " +
            "1006, or a reset. Straight to the app it is the same.",
        Why =
            "The app's own code fails: an exception in the connect handler, a channel layer or database out of " +
            "reach, a worker killed for memory.",
        Confirm =
            "The app's log has the exception at the time of the run. `wayleave doctor URL --origin HOST:PORT` " +
            "sees the same straight at the app.",
        Fixes =
        [
            Fix.Documented(
                "django",
                "Configure a channel layer that every process reaches; without one, group calls fail in connect.",
                """
                # settings.py
                CHANNEL_LAYERS = {
                    "default": {
                        "BACKEND": "channels_redis.core.RedisChannelLayer",
                        "CONFIG": {"hosts": [("127.0.0.1", 6379)]},
                    },
                }
                """,
                "https://channels.readthedocs.io/en/stable/topics/channel_layers.html"),
            Fix.Documented(
                "fastapi",
                "Catch the ordinary end apart from failures, and log the rest.",
                """
                @app.websocket("/ws")
                async def ws(socket: WebSocket):
                    await socket.accept()
                    try:
                        async for text in socket.iter_text():
                            await handle(text)
                    except WebSocketDisconnect:
                        pass
                """,
                "https://fastapi.tiangolo.com/advanced/websockets/#handling-disconnections-and-multiple-clients"),
            Fix.Documented(
                "aspnet",
                "Turn on the hub's detailed errors while you look for it.",
                "builder.Services.AddSignalR(options => options.EnableDetailedErrors = builder.Environment.IsDevelopment());",
                "https://learn.microsoft.com/en-us/aspnet/core/signalr/configuration"),
            Fix.Documented(
                "node",
                "Listen for errors on each socket: an unhandled one ends the process.",
                """
                wss.on("connection", (ws) => ws.on("error", console.error));
                """,
                "https://github.com/websockets/ws/blob/master/doc/ws.md"),
            Fix.Documented(
                "any",
                "Read the app's log at the time of the handshake and mend the exception; 1011 means that the " +
                "server met what it did not expect.",
                "",
                "https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1"),
        ],
        Neighbours = [CauseNames.BackendDown, CauseNames.MiddlewareBreaksHijack, CauseNames.AuthRequired],
        Seen = Seen.Live,
    };
}
