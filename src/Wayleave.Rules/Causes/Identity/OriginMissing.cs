namespace Wayleave.Rules.Causes.Identity;

/// <summary>The page of <see cref="CauseNames.OriginMissing"/>.</summary>
internal static class OriginMissing
{
    public static Cause Cause { get; } = new(
        CauseNames.OriginMissing,
        CauseGroup.Identity,
        "the app refuses a handshake that has no Origin")
    {
        Looks = "Browsers connect, while scripts, health checks and native apps get 403 or 400 for the same URL.",
        Why =
            "Only browsers must send `Origin`. A server that takes its absence for a foreign page refuses every " +
            "other client.",
        Confirm =
            "`wayleave doctor` opens the socket once as a browser does and once without `Origin`. Only the " +
            "latter is refused. Browser users never meet this, so it is reported as information.",
        Fixes =
        [
            Fix.Documented(
                "client",
                "Send the Origin of the page that the app expects from programs, too.",
                "wayleave doctor wss://app.example.com/ws --page-origin https://app.example.com",
                "https://www.rfc-editor.org/rfc/rfc6455#section-4.1"),
            Fix.Documented(
                "node",
                "Give the client an Origin.",
                """
                const socket = new WebSocket("wss://app.example.com/ws", { origin: "https://app.example.com" });
                """,
                "https://github.com/websockets/ws/blob/master/doc/ws.md"),
            Fix.Documented(
                "django",
                "Give programs a route outside the Origin check, and authenticate them by a token instead.",
                """
                application = ProtocolTypeRouter({
                    "websocket": URLRouter([
                        path("ws/machine/", TokenAuth(MachineConsumer.as_asgi())),
                        path("ws/", AllowedHostsOriginValidator(URLRouter(browser_routes))),
                    ]),
                })
                """,
                "https://github.com/django/channels/issues/2062"),
            Fix.Documented(
                "any",
                "Accept a missing Origin only where the client proves itself by other means; a missing Origin " +
                "says nothing about a page.",
                "",
                "https://www.rfc-editor.org/rfc/rfc6455#section-10.2"),
        ],
        Neighbours = [CauseNames.OriginNotAllowlisted, CauseNames.AuthRequired, CauseNames.ClientHandshakeMalformed],
    };
}
