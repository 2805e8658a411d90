using Wayleave.Conformance.Chains;
using Wayleave.Rules.Causes;

namespace Wayleave.Conformance.Fixes.TriedFixes.Rows;

/// <summary>Fixes in the app's own code, settings or command line.</summary>
internal static class AppTrials
{
    private static readonly Chain Plain = new("trial", "a trial") { Answers = null };
    private static readonly Chain Subprotocol = Plain with { With = o => o with { Subprotocols = ["graphql-ws"] } };
    private static readonly Chain Large = Plain with { With = o => o with { Send = new string('x', 40_000) } };
    private static readonly Chain Huge = Plain with { With = o => o with { Send = new string('x', 1_200_000) } };
    private static readonly Chain LargeCookie = Plain with { With = o => o with { Cookie = "session=" + new string('a', 20_000) } };
    private static readonly (string, string) ThisPage = ("https://app.example.com", "http://@listen@");

    /// <summary>The trials.</summary>
    public static IEnumerable<FixTrial> All => [.. Uvicorn, .. Python, .. Django, .. Node];

    private static IEnumerable<FixTrial> Uvicorn =>
    [
        new(CauseNames.ServerLibMissing, "uvicorn")
        {
            // Two modules that cannot be imported hide the libraries; to install is to take them away.
            Broken = "rm -f server.js\nfor m in websockets wsproto; do echo 'raise ImportError' > $m.py; done\nuvicorn main:app --ws auto --port @port@",
            Mended = "rm -f server.js\nfor m in websockets wsproto; do echo 'raise ImportError' > $m.py; done\n@fix@ --port @port@",
            StandIns = [("pip install 'uvicorn[standard]'", "rm websockets.py wsproto.py")],
        },
        new(CauseNames.MaxMessageSize, "uvicorn")
        {
            Around = Large, Broken = "uvicorn main:app --ws-max-size 16384 --port @port@", Mended = "@fix@ --port @port@",
        },
    ];

    private static IEnumerable<FixTrial> Python =>
    [
        new(CauseNames.MaxMessageSize, "websockets") { Around = Huge, Broken = Websockets("async with serve(handler, \"127.0.0.1\", @port@) as server:\n    await server.serve_forever()"), Mended = Websockets("@fix@"), StandIns = [("8000", "@port@")] },
        new(CauseNames.SubprotocolDropped, "websockets") { Around = Subprotocol, Broken = Websockets("async with serve(handler, \"127.0.0.1\", @port@) as server:\n    await server.serve_forever()"), Mended = Websockets("@fix@"), StandIns = [("8000", "@port@")] },
        new(CauseNames.MaxMessageSize, "tornado") { Around = Large, Broken = Tornado("", "app = tornado.web.Application(routes, websocket_max_message_size=16384)"), Mended = Tornado("", "@fix@") },
        new(CauseNames.SubprotocolDropped, "tornado") { Around = Subprotocol, Broken = Tornado("", "app = tornado.web.Application(routes)"), Mended = Tornado("    @fix@", "app = tornado.web.Application(routes)") },
        new(CauseNames.OriginNotAllowlisted, "tornado")
        {
            Named = $"{CauseNames.OriginNotAllowlisted}|{CauseNames.HostHeaderMismatch}",
            Broken = Tornado("    def check_origin(self, origin):\n        return origin in {\"https://www.example.com\"}", "app = tornado.web.Application(routes)"),
            Mended = Tornado("", "@fix@\n\n    def on_message(self, message):\n        self.write_message(message)\n\n\napp = tornado.web.Application([(\"/ws\", Socket)])"), StandIns = [ThisPage],
        },
        new(CauseNames.SubprotocolDropped, "fastapi") { Around = Subprotocol, Broken = FastApi("    await socket.accept()"), Mended = FastApi("    @fix@") },
        new(CauseNames.OriginNotAllowlisted, "fastapi")
        {
            Broken = FastApi("    if socket.headers.get(\"origin\", \"https://www.example.com\") not in {\"https://www.example.com\"}:\n        await socket.close(code=1008)\n        return\n    await socket.accept()"),
            Mended = FastApi("@fix@").Replace("@app.websocket(\"/ws\")\nasync def ws(socket: WebSocket):\n", "", StringComparison.Ordinal), StandIns = [ThisPage],
        },
    ];

    private static IEnumerable<FixTrial> Django =>
    [
        new(CauseNames.OriginNotAllowlisted, "django")
        {
            Named = $"{CauseNames.OriginNotAllowlisted}|{CauseNames.HostHeaderMismatch}", Broken = Settings("ALLOWED_HOSTS = [\"www.example.com\"]"), Mended = Settings("@fix@"), StandIns = [("app.example.com", "127.0.0.1")],
        },
    ];

    private static IEnumerable<FixTrial> Node =>
    [
        new(CauseNames.MaxMessageSize, "node") { Around = Large, Broken = Server("const wss = new WebSocketServer({ server, maxPayload: 16 * 1024 });"), Mended = Server("@fix@") },
        new(CauseNames.SubprotocolDropped, "node") { Around = Subprotocol, Broken = Server("const wss = new WebSocketServer({ server, handleProtocols: () => false });"), Mended = Server("@fix@") },
        new(CauseNames.OriginNotAllowlisted, "node")
        {
            Broken = Server("const wss = new WebSocketServer({ noServer: true });\n" + Upgrades("https://www.example.com")),
            Mended = Server("const wss = new WebSocketServer({ noServer: true });\n@fix@"), StandIns = [ThisPage],
        },
        new(CauseNames.ServerLibMissing, "node")
        {
            Named = $"{CauseNames.ServerLibMissing}|{CauseNames.PathNotRouted}",
            Broken = "const http = require(\"node:http\");\nconst { WebSocketServer } = require(\"ws\");\nconst app = (request, response) => response.end(\"It works.\");\n"
                + "const wss = new WebSocketServer({ server: http.createServer(app), path: \"/ws\" });\nhttp.createServer(app).listen(@port@);",
            Mended = "const http = require(\"node:http\");\nconst { WebSocketServer } = require(\"ws\");\nconst app = (request, response) => response.end(\"It works.\");\n@fix@\nwss.on(\"connection\", (ws) => ws.on(\"message\", (data) => ws.send(data)));",
            StandIns = [("8000", "@port@")],
        },
        new(CauseNames.HeaderTooLarge, "node")
        {
            Around = LargeCookie, Broken = "node --max-http-header-size=16384 server.js @port@", Mended = "@fix@ @port@",
        },
    ];

    private static string Upgrades(string origin) =>
        $$"""
        const allowed = new Set(["{{origin}}"]);
        server.on("upgrade", (request, socket, head) => {
          if (request.headers.origin && !allowed.has(request.headers.origin)) {
            socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n");
            return;
          }
          wss.handleUpgrade(request, socket, head, (ws) => wss.emit("connection", ws, request));
        });
        """;

    private static string Server(string sockets) =>
        $$"""
        const http = require("node:http");
        const { WebSocketServer } = require("ws");
        const server = http.createServer((request, response) => response.end("It works."));
        {{sockets}}
        wss.on("connection", (ws) => { ws.on("error", () => { }); ws.on("message", (data) => ws.send(data)); });
        server.listen(@port@, "127.0.0.1");
        """;

    private static string Settings(string lines) =>
        $"""
        SECRET_KEY = "for tests only"
        ROOT_URLCONF = "main"
        INSTALLED_APPS = ["channels"]
        MIDDLEWARE = ["django.middleware.common.CommonMiddleware"]
        PORT = @port@
        {lines}
        """;

    private static string Websockets(string body) =>
        $"""
        import asyncio

        from websockets import serve


        async def handler(ws, path=None):
            async for message in ws:
                await ws.send(message)


        async def main():
        {(body == "@fix@" ? "    @fix@" : "    " + body.Replace("\n", "\n    ", StringComparison.Ordinal))}


        asyncio.run(main())

        """;

    private static string Tornado(string methods, string application) =>
        $"""
        import asyncio

        import tornado.web
        import tornado.websocket


        class Echo(tornado.websocket.WebSocketHandler):
            def on_message(self, message):
                self.write_message(message)

        {methods}


        routes = [("/ws", Echo)]
        {application}


        async def main():
            app.listen(@port@, "127.0.0.1")
            await asyncio.Event().wait()


        asyncio.run(main())

        """;

    private static string FastApi(string body) =>
        $"""
        import uvicorn
        from fastapi import FastAPI, WebSocket, WebSocketDisconnect

        app = FastAPI()


        @app.websocket("/ws")
        async def ws(socket: WebSocket):
        {body}
            try:
                while True:
                    await socket.send_text(await socket.receive_text())
            except WebSocketDisconnect:
                pass


        uvicorn.run(app, port=@port@, log_level="warning")

        """;
}
