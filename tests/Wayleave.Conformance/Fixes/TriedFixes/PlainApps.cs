namespace Wayleave.Conformance.Fixes.TriedFixes;

/// <summary>Apps without anything to mend in themselves, for fixes that are command lines or settings.</summary>
internal static class PlainApps
{
    private const string Asgi =
        """
        from fastapi import FastAPI, WebSocket, WebSocketDisconnect

        app = FastAPI()


        @app.get("/")
        def page():
            return "It works."


        @app.websocket("/ws")
        async def echo(ws: WebSocket):
            await ws.accept()
            try:
                while True:
                    await ws.send_text(await ws.receive_text())
            except WebSocketDisconnect:
                pass

        """;

    private const string Node =
        """
        const http = require("node:http");
        const { WebSocketServer } = require("ws");
        const server = http.createServer((request, response) => response.end("It works."));
        new WebSocketServer({ server, path: "/ws" }).on("connection", (ws) => ws.on("message", (data) => ws.send(data)));
        server.listen(process.argv[2], "127.0.0.1");

        """;

    // The settings stand in settings.py beside it, port included; daphne is started in place, with what its command would do.
    private const string Django =
        """
        import os

        import django
        from django.http import HttpResponse
        from django.urls import path

        os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
        django.setup()

        from channels.generic.websocket import AsyncWebsocketConsumer  # noqa: E402
        from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
        from channels.security.websocket import AllowedHostsOriginValidator  # noqa: E402
        from daphne.server import Server  # noqa: E402
        from django.conf import settings  # noqa: E402
        from django.core.asgi import get_asgi_application  # noqa: E402

        urlpatterns = [path("", lambda request: HttpResponse("It works."))]


        class Echo(AsyncWebsocketConsumer):
            async def receive(self, text_data=None, bytes_data=None):
                await self.send(text_data=text_data, bytes_data=bytes_data)


        application = ProtocolTypeRouter({
            "http": get_asgi_application(),
            "websocket": AllowedHostsOriginValidator(URLRouter([path("ws", Echo.as_asgi())])),
        })
        if __name__ == "__main__":
            Server(application, endpoints=[f"tcp:port={settings.PORT}:interface=127.0.0.1"], signal_handlers=False).run()

        """;

    /// <summary>The app that a product's command lines and settings start.</summary>
    public static string Of(string product) => product switch
    {
        "node" => Node,
        "django" => Django,
        _ => Asgi,
    };
}
