namespace Wayleave.Rules.Causes.Delivery;

/// <summary>The page of <see cref="CauseNames.UpgradeUnanswered"/>.</summary>
internal static class UpgradeUnanswered
{
    public static Cause Cause { get; } = new(
        CauseNames.UpgradeUnanswered,
        CauseGroup.Delivery,
        "no answer to the upgrade while plain requests are answered, and no sign of a platform known for it")
    {
        Looks =
            "The handshake is never answered, while plain requests on the same host are. The browser shows it as " +
            "pending, then as failed.",
        Why =
            "A hop or the app accepts the upgrade and neither answers nor refuses: a handler that waits for " +
            "something before it accepts, a worker pool that is full, or a middlebox that drops such requests.",
        Confirm =
            "`wayleave doctor URL --origin HOST:PORT` tells the hop from the app. Where the platform is known to " +
            "pass no WebSockets, the doctor says `platform-no-websockets` instead.",
        Fixes =
        [
            Fix.Documented(
                "fastapi",
                "Accept before anything slow.",
                """
                @app.websocket("/ws")
                async def ws(socket: WebSocket):
                    await socket.accept()
                    user = await load_user(socket)
                """,
                "https://fastapi.tiangolo.com/reference/websockets/"),
            Fix.Documented(
                "django",
                "Accept in connect, and do not call blocking code from an async consumer.",
                """
                async def connect(self):
                    await self.accept()
                    self.user = await database_sync_to_async(load_user)(self.scope)
                """,
                "https://channels.readthedocs.io/en/stable/topics/consumers.html"),
            Fix.Documented(
                "nginx",
                "See that the socket's location goes to a server that speaks WebSockets, not to a WSGI pool that " +
                "one socket fills.",
                "",
                "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_pass"),
            Fix.Documented(
                "gunicorn",
                "Run an asynchronous worker: a sync worker serves one connection at a time.",
                "gunicorn main:app --worker-class uvicorn_worker.UvicornWorker --workers 2",
                "https://docs.gunicorn.org/en/stable/settings.html#worker-class"),
            Fix.Documented(
                "any",
                "Find the first hop that stays silent by asking each one directly, and let it answer or refuse " +
                "at once.",
                "",
                "https://www.rfc-editor.org/rfc/rfc6455#section-4.2.2"),
        ],
        Neighbours =
        [
            CauseNames.PlatformNoWebsockets,
            CauseNames.WorkerConnectionsExhausted,
            CauseNames.ClientNetworkIntercepts,
            CauseNames.AppError,
        ],
        Seen = Seen.Live,
    };
}
