namespace Wayleave.Rules.Causes.Payload;

/// <summary>The page of <see cref="CauseNames.MaxMessageSize"/>.</summary>
internal static class MaxMessageSize
{
    public static Cause Cause { get; } = new(
        CauseNames.MaxMessageSize,
        CauseGroup.Payload,
        "a hop or the app ends the connection at a message over its limit (1009)")
    {
        Looks =
            "Small messages pass. A large one ends the socket: close code 1009, sometimes 1006, always near the " +
            "same size. Uploads and big charts show it first.",
        Why =
            "App servers and some hops hold a whole message in memory and refuse one over their limit: 1 MiB in " +
            "Python's websockets and in daphne, 16 MiB in uvicorn, 64 KiB in Netty, 32 KiB in SignalR, 128 KiB at " +
            "AWS's API Gateway.",
        Confirm =
            "Where the far end is `wayleave echo`, the doctor sends 64 KiB and 1 MiB (`--message-size` raises " +
            "it): what breaks is then a hop. Otherwise the close code and its reason name the app.",
        Fixes =
        [
            Fix.Tried(
                "uvicorn",
                "Raise the limit, in bytes.",
                "uvicorn main:app --ws-max-size 134217728",
                "TriedFixes/uvicorn-max-message-size",
                "https://www.uvicorn.org/settings/"),
            Fix.Tried(
                "websockets",
                "Raise the limit, in bytes.",
                """
                async with serve(handler, "127.0.0.1", 8000, max_size=16 * 2**20) as server:
                    await server.serve_forever()
                """,
                "TriedFixes/websockets-max-message-size",
                "https://websockets.readthedocs.io/en/stable/reference/asyncio/server.html"),
            Fix.Tried(
                "tornado",
                "Raise the limit, in bytes (the default is 10 MiB).",
                "app = tornado.web.Application(routes, websocket_max_message_size=100 * 2**20)",
                "TriedFixes/tornado-max-message-size",
                "https://www.tornadoweb.org/en/stable/websocket.html#configuration"),
            Fix.Documented(
                "streamlit",
                "Raise the limits, in megabytes.",
                """
                # .streamlit/config.toml
                [server]
                maxMessageSize = 400
                maxUploadSize = 400
                """,
                "https://docs.streamlit.io/develop/api-reference/configuration/config.toml"),
            Fix.Documented(
                "django",
                "Let daphne take larger messages and frames: from 4.2.2 on it refuses more than 1 MB.",
                "daphne --websocket-max-message-size 16777216 --websocket-max-frame-size 16777216 project.asgi:application",
                "https://github.com/django/daphne/issues/580"),
            Fix.Documented(
                "socket.io",
                "Raise the limit, in bytes (the default is 1 MB).",
                "const io = new Server(httpServer, { maxHttpBufferSize: 1e7 });",
                "https://socket.io/docs/v4/server-options/#maxhttpbuffersize"),
            Fix.Tried(
                "node",
                "Raise the limit, in bytes (the default is 100 MiB).",
                "const wss = new WebSocketServer({ server, maxPayload: 256 * 1024 * 1024 });",
                "TriedFixes/node-max-message-size",
                "https://github.com/websockets/ws/blob/master/doc/ws.md"),
            Fix.Documented(
                "aspnet",
                "For SignalR, raise the limit, in bytes.",
                "builder.Services.AddSignalR(options => options.MaximumReceiveMessageSize = 1024 * 1024);",
                "https://learn.microsoft.com/en-us/aspnet/core/signalr/configuration"),
            Fix.Documented(
                "spring",
                "Raise the container's buffers.",
                """
                container.setMaxTextMessageBufferSize(1_048_576);
                container.setMaxBinaryMessageBufferSize(1_048_576);
                """,
                "https://docs.spring.io/spring-framework/reference/web/websocket/server.html#websocket-server-runtime-configuration"),
            Fix.Documented(
                "jupyter",
                "Raise the limit, in bytes.",
                """
                # jupyter_server_config.py
                c.ServerApp.tornado_settings = {"websocket_max_message_size": 100 * 2**20}
                """,
                "https://jupyter-server.readthedocs.io/en/latest/other/full-config.html"),
            Fix.Documented(
                "api-gateway",
                "The 128 KB are fixed: send large data by HTTP and only its address through the socket.",
                "",
                "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html"),
            Fix.Documented(
                "any",
                "Send smaller messages, or large data by HTTP; else raise the limit of the side that closed with 1009.",
                "",
                "https://www.rfc-editor.org/rfc/rfc6455#section-10.4"),
        ],
        Neighbours = [CauseNames.ProtocolViolation, CauseNames.AppError, CauseNames.HeaderTooLarge],
    };
}
