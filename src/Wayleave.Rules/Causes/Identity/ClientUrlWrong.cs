namespace Wayleave.Rules.Causes.Identity;

/// <summary>The page of <see cref="CauseNames.ClientUrlWrong"/>.</summary>
internal static class ClientUrlWrong
{
    public static Cause Cause { get; } = new(
        CauseNames.ClientUrlWrong,
        CauseGroup.Identity,
        "the page opens a wrong scheme, host, port or path (localhost, an inner port, a doubled path)")
    {
        Looks =
            "The page loads from anywhere, but its socket works on the developer's machine only: the browser's " +
            "console names `localhost`, a private address, an inner port or a doubled path.",
        Why =
            "The address of the socket was fixed when the page was built, or taken from the server's inner " +
            "settings, instead of from the page's own address.",
        Confirm =
            "`wayleave doctor https://PAGE` reads the page and its scripts, lists the sockets that they open and " +
            "marks those that no visitor can reach.",
        Fixes =
        [
            Fix.Documented(
                "client",
                "Derive the address from the page's own.",
                """
                const url = new URL("/ws", location.href);
                url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
                const socket = new WebSocket(url);
                """,
                "https://developer.mozilla.org/en-US/docs/Web/API/WebSocket/WebSocket"),
            Fix.Documented(
                "vite",
                "Behind a proxy, tell the page the public port and scheme; late releases of Vite 8 call the section ws.",
                """
                // vite.config.js
                export default { server: { hmr: { protocol: "wss", clientPort: 443 } } };
                """,
                "https://vite.dev/config/server-options.html#server-hmr"),
            Fix.Documented(
                "streamlit",
                "Set the public address and, under a path, the path.",
                """
                # .streamlit/config.toml
                [server]
                baseUrlPath = "dashboard"

                [browser]
                serverAddress = "app.example.com"
                serverPort = 443
                """,
                "https://docs.streamlit.io/develop/api-reference/configuration/config.toml"),
            Fix.Documented(
                "socket.io",
                "Leave the address out, so that the page's own is used, and give only the path; what follows the " +
                "host in the address is a namespace, not a path.",
                """
                const socket = io({ path: "/socket.io/" });
                """,
                "https://socket.io/docs/v4/client-options/#path"),
            Fix.Documented(
                "laravel",
                "Give browsers the public host and port, and the server its inner ones.",
                """
                REVERB_HOST=app.example.com
                REVERB_PORT=443
                REVERB_SCHEME=https
                REVERB_SERVER_HOST=0.0.0.0
                REVERB_SERVER_PORT=8080
                """,
                "https://laravel.com/docs/reverb#configuration"),
            Fix.Documented(
                "uvicorn",
                "When the page builds its address from the app, tell the app the prefix that the proxy strips.",
                "uvicorn main:app --root-path /api",
                "https://fastapi.tiangolo.com/advanced/behind-a-proxy/"),
            Fix.Documented(
                "any",
                "Open the socket on the page's own host and port, with wss where the page is https.",
                "",
                "https://websockets.spec.whatwg.org/"),
        ],
        Neighbours =
        [
            CauseNames.MixedContent,
            CauseNames.ConfiguredPublicUrlMismatch,
            CauseNames.PathNotRouted,
            CauseNames.EdgePortNotProxied,
        ],
    };
}
