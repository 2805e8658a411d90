namespace Wayleave.Rules.Causes.Admission;

/// <summary>The page of <see cref="CauseNames.AuthRequired"/>.</summary>
internal static class AuthRequired
{
    public static Cause Cause { get; } = new(
        CauseNames.AuthRequired,
        CauseGroup.Admission,
        "the app refuses for want of credentials (401, 403, 1008)")
    {
        Looks =
            "The handshake gets 401 or 403 from the app, or a 101 followed by close 1008, 4001, 4003, 4401 or " +
            "4403. Signed-in users connect.",
        Why =
            "The app wants a cookie, token or header that the handshake does not carry. A browser's WebSocket " +
            "cannot set headers, so the credential must be a cookie, a query value, a subprotocol or a first " +
            "message.",
        Confirm = "`wayleave doctor` with `--cookie` or `--header 'Authorization: …'` succeeds.",
        Fixes =
        [
            Fix.Documented(
                "client",
                "Open the socket on the host that set the session cookie; or fetch a short-lived ticket first.",
                """
                const { ticket } = await (await fetch("/ws-ticket", { method: "POST" })).json();
                const socket = new WebSocket(`wss://${location.host}/ws?ticket=${encodeURIComponent(ticket)}`);
                """,
                "https://developer.mozilla.org/en-US/docs/Web/API/WebSocket/WebSocket"),
            Fix.Documented(
                "django",
                "Wrap the routes, so that the session's user is known.",
                """
                application = ProtocolTypeRouter({
                    "websocket": AllowedHostsOriginValidator(AuthMiddlewareStack(URLRouter(routes))),
                })
                """,
                "https://channels.readthedocs.io/en/stable/topics/authentication.html"),
            Fix.Documented(
                "fastapi",
                "Read the cookie or query value in a dependency, and refuse before accepting.",
                """
                @app.websocket("/ws")
                async def ws(socket: WebSocket, ticket: str | None = None):
                    if not await redeem(ticket):
                        raise WebSocketException(code=status.WS_1008_POLICY_VIOLATION)
                    await socket.accept()
                """,
                "https://fastapi.tiangolo.com/advanced/websockets/#using-depends-and-others"),
            Fix.Documented(
                "jupyter",
                "Give the token.",
                """
                wayleave doctor "wss://app.example.com/api/kernels/$KERNEL/channels?token=$TOKEN"
                """,
                "https://jupyter-server.readthedocs.io/en/latest/operators/security.html"),
            Fix.Documented(
                "socket.io",
                "Pass the credential in auth.",
                "const socket = io({ auth: { token } });",
                "https://socket.io/docs/v4/client-options/#auth"),
            Fix.Documented(
                "rails",
                "Identify the user from the cookie in the connection.",
                """
                def connect
                  self.current_user = User.find_by(id: cookies.encrypted[:user_id]) || reject_unauthorized_connection
                end
                """,
                "https://guides.rubyonrails.org/action_cable_overview.html#connection-setup"),
            Fix.Documented(
                "aspnet",
                "SignalR's browser client sends the token in the query: read it there.",
                """
                options.Events = new JwtBearerEvents
                {
                    OnMessageReceived = context =>
                    {
                        if (context.HttpContext.WebSockets.IsWebSocketRequest)
                            context.Token = context.Request.Query["access_token"];
                        return Task.CompletedTask;
                    },
                };
                """,
                "https://learn.microsoft.com/en-us/aspnet/core/signalr/authn-and-authz"),
            Fix.Documented(
                "any",
                "Give the credential that the app asks for; for a probe: --cookie or --header.",
                """
                wayleave doctor wss://app.example.com/ws --cookie "session=$SESSION"
                """,
                "https://www.rfc-editor.org/rfc/rfc6455#section-10.5"),
        ],
        Neighbours =
        [
            CauseNames.TokenExpiredOrReused,
            CauseNames.OriginNotAllowlisted,
            CauseNames.AuthProxyBlocksUpgrade,
            CauseNames.HeaderTooLarge,
        ],
        Seen = Seen.Live,
    };
}
