namespace Wayleave.Rules.Causes.Admission;

/// <summary>The page of <see cref="CauseNames.TokenExpiredOrReused"/>.</summary>
internal static class TokenExpiredOrReused
{
    public static Cause Cause { get; } = new(
        CauseNames.TokenExpiredOrReused,
        CauseGroup.Admission,
        "a connection token is past its life or was already used")
    {
        Looks =
            "The first connection works and the next does not; or it worked this morning. 401, 403, 4401, or a " +
            "message such as \"Invalid connection token\". Reconnecting clients loop.",
        Why =
            "The token in the URL or the first message is single-use or short-lived, and the client sends the " +
            "old one again.",
        Confirm = "`wayleave doctor --twice` opens the socket two times with the same token: 101, then a refusal.",
        Fixes =
        [
            Fix.Documented(
                "client",
                "Fetch a fresh token for every attempt.",
                """
                async function open() {
                  const { token } = await (await fetch("/ws-token", { method: "POST" })).json();
                  const socket = new WebSocket(`wss://${location.host}/ws?connection_token=${encodeURIComponent(token)}`);
                  socket.onclose = () => setTimeout(open, 1000 + Math.random() * 4000);
                }
                """,
                "https://developer.mozilla.org/en-US/docs/Web/API/WebSocket/WebSocket"),
            Fix.Documented(
                "socket.io",
                "Give auth as a function, which is called at each connection.",
                "const socket = io({ auth: async (callback) => callback({ token: await freshToken() }) });",
                "https://socket.io/docs/v4/client-options/#auth"),
            Fix.Documented(
                "aspnet",
                "Give the token by a function, which is called at each connection.",
                """
                new signalR.HubConnectionBuilder().withUrl("/hub", { accessTokenFactory: () => freshToken() }).build();
                """,
                "https://learn.microsoft.com/en-us/aspnet/core/signalr/authn-and-authz"),
            Fix.Documented(
                "spring",
                "Set the STOMP client's headers before each attempt.",
                "client.beforeConnect = async () => { client.connectHeaders = { Authorization: `Bearer ${await freshToken()}` }; };",
                "https://github.com/Giskard-AI/giskard-oss/issues/1248"),
            Fix.Documented(
                "any",
                "Fetch a new token before each attempt, and close with a code of its own (4401) when one is " +
                "refused, so that clients know.",
                "",
                "https://www.rfc-editor.org/rfc/rfc6455#section-10.5"),
        ],
        Neighbours = [CauseNames.AuthRequired, CauseNames.RateLimited],
        Seen = Seen.Live,
    };
}
