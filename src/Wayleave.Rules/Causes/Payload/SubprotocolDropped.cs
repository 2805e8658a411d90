namespace Wayleave.Rules.Causes.Payload;

/// <summary>The page of <see cref="CauseNames.SubprotocolDropped"/>.</summary>
internal static class SubprotocolDropped
{
    public static Cause Cause { get; } = new(
        CauseNames.SubprotocolDropped,
        CauseGroup.Payload,
        "a hop loses Sec-WebSocket-Protocol, or the app answers one that was not offered")
    {
        Looks =
            "Browsers close the socket right after the 101, lenient clients stay. The page offered a " +
            "subprotocol, and the answer has none or another one.",
        Why =
            "A hop dropped `Sec-WebSocket-Protocol` in one direction, or the app accepts without choosing one of " +
            "those offered. Browsers must then fail the connection.",
        Confirm =
            "`wayleave doctor --subprotocol NAME` compares the offer with the answer; with `--origin`, see " +
            "whether the app answers it straight.",
        Fixes =
        [
            Fix.Tried(
                "fastapi",
                "Name the chosen one when accepting.",
                """
                offered = socket.scope["subprotocols"]
                await socket.accept(subprotocol="graphql-ws" if "graphql-ws" in offered else None)
                """,
                "TriedFixes/fastapi-subprotocol-dropped",
                "https://www.starlette.io/websockets/#accepting-the-connection"),
            Fix.Documented(
                "django",
                "Name the chosen one when accepting.",
                """
                async def connect(self):
                    offered = self.scope["subprotocols"]
                    await self.accept(subprotocol="graphql-ws" if "graphql-ws" in offered else None)
                """,
                "https://channels.readthedocs.io/en/stable/topics/consumers.html"),
            Fix.Tried(
                "tornado",
                "Choose one of those offered.",
                """
                def select_subprotocol(self, subprotocols):
                    return "graphql-ws" if "graphql-ws" in subprotocols else None
                """,
                "TriedFixes/tornado-subprotocol-dropped",
                "https://www.tornadoweb.org/en/stable/websocket.html#tornado.websocket.WebSocketHandler.select_subprotocol"),
            Fix.Tried(
                "node",
                "Choose one of those offered.",
                """
                const wss = new WebSocketServer({
                  server,
                  handleProtocols: (protocols) => (protocols.has("graphql-ws") ? "graphql-ws" : false),
                });
                """,
                "TriedFixes/node-subprotocol-dropped",
                "https://github.com/websockets/ws/blob/master/doc/ws.md"),
            Fix.Tried(
                "websockets",
                "List those that the server speaks.",
                """
                async with serve(handler, "127.0.0.1", 8000, subprotocols=["graphql-ws"]) as server:
                    await server.serve_forever()
                """,
                "TriedFixes/websockets-subprotocol-dropped",
                "https://websockets.readthedocs.io/en/stable/reference/asyncio/server.html"),
            Fix.Documented(
                "aspnet",
                "Name the chosen one when accepting.",
                """
                using var socket = await context.WebSockets.AcceptWebSocketAsync("graphql-ws");
                """,
                "https://learn.microsoft.com/en-us/aspnet/core/fundamentals/websockets"),
            Fix.Tried(
                "nginx",
                "Neither hide the answer's header nor empty the request's.",
                """
                # delete: proxy_hide_header Sec-WebSocket-Protocol;
                # delete: proxy_set_header Sec-WebSocket-Protocol "";
                proxy_set_header Sec-WebSocket-Protocol $http_sec_websocket_protocol;
                """,
                "TriedFixes/nginx-subprotocol-dropped",
                "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_hide_header"),
            Fix.Documented(
                "cloudfront",
                "Forward the header: use the origin request policy AllViewer.",
                """
                "OriginRequestPolicyId": "216adef6-5c7f-47e4-b989-5492eafa07d3"
                """,
                "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-working-with.websockets.html"),
            Fix.Documented(
                "client",
                "Do not offer a subprotocol that the server does not speak.",
                "const socket = new WebSocket(url);",
                "https://websockets.spec.whatwg.org/"),
            Fix.Documented(
                "any",
                "Let the app answer exactly one of the offered subprotocols, and let every hop pass the header " +
                "both ways.",
                "",
                "https://www.rfc-editor.org/rfc/rfc6455#section-4.2.2"),
        ],
        Neighbours = [CauseNames.SubprotocolRequired, CauseNames.HandshakeHeaderDropped, CauseNames.HandshakeCorrupted],
    };
}
