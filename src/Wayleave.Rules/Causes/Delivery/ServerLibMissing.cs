namespace Wayleave.Rules.Causes.Delivery;

/// <summary>The page of <see cref="CauseNames.ServerLibMissing"/>.</summary>
internal static class ServerLibMissing
{
    public static Cause Cause { get; } = new(
        CauseNames.ServerLibMissing,
        CauseGroup.Delivery,
        "the app server runs without WebSocket support (uvicorn without a library, WSGI instead of ASGI)")
    {
        Looks =
            "The app's pages work and every handshake gets 404 (or 400, 500) from the app server itself, even " +
            "straight to it. Its log may say that no supported WebSocket library was found.",
        Why =
            "The server runs without a WebSocket implementation and treats the upgrade as a plain GET, for which " +
            "there is no route. Or an ASGI app runs under a WSGI server.",
        Confirm =
            "`wayleave doctor URL --origin HOST:PORT` gets the same 404 straight from the app server, and the " +
            "app's log shows `GET /ws` as a plain request.",
        Fixes =
        [
            Fix.Tried(
                "uvicorn",
                "Install a WebSocket library beside uvicorn.",
                """
                pip install 'uvicorn[standard]'
                uvicorn main:app --ws auto
                """,
                "TriedFixes/uvicorn-server-lib-missing",
                "https://www.uvicorn.org/#quickstart"),
            Fix.Documented(
                "fastapi",
                "Add the library to the requirements, so that the image has it as well.",
                """
                # requirements.txt
                fastapi
                uvicorn[standard]
                """,
                "https://github.com/fastapi/fastapi/issues/2209"),
            Fix.Documented(
                "gunicorn",
                "Run the app with an ASGI worker.",
                "gunicorn main:app --worker-class uvicorn_worker.UvicornWorker",
                "https://www.uvicorn.org/deployment/#gunicorn"),
            Fix.Documented(
                "django",
                "Serve asgi.py by daphne or uvicorn; runserver needs daphne as the first installed app.",
                """
                # settings.py
                INSTALLED_APPS = ["daphne", "django.contrib.staticfiles", "channels"]
                ASGI_APPLICATION = "project.asgi.application"
                """,
                "https://channels.readthedocs.io/en/stable/installation.html"),
            Fix.Documented(
                "aspnet",
                "Add the middleware before the endpoints.",
                "app.UseWebSockets();",
                "https://learn.microsoft.com/en-us/aspnet/core/fundamentals/websockets"),
            Fix.Tried(
                "node",
                "Attach the socket server to the HTTP server that listens; app.listen makes another one.",
                """
                const server = http.createServer(app);
                const wss = new WebSocketServer({ server, path: "/ws" });
                server.listen(8000);
                """,
                "TriedFixes/node-server-lib-missing",
                "https://socket.io/docs/v4/server-initialization/"),
            Fix.Documented(
                "rails",
                "Mount the cable.",
                """
                # config/routes.rb
                mount ActionCable.server => "/cable"
                """,
                "https://guides.rubyonrails.org/action_cable_overview.html#in-app"),
            Fix.Documented(
                "any",
                "Run the app on a server that speaks WebSockets, and install its library in the image that is " +
                "deployed.",
                "",
                "https://asgi.readthedocs.io/en/latest/specs/www.html#websocket"),
        ],
        Neighbours = [CauseNames.PathNotRouted, CauseNames.UpgradeHeaderStripped, CauseNames.ModuleNotLoaded],
    };
}
