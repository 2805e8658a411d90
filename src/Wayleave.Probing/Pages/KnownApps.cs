using System.Collections.Immutable;

namespace Wayleave.Probing.Pages;

/// <summary>The applications that are recognised by their page or by a path of their own.</summary>
internal static class KnownApps
{
    /// <summary>All of them; the first that fits is it.</summary>
    public static readonly ImmutableArray<KnownApp> All =
    [
        new("streamlit", ["<title>Streamlit</title>", "/_stcore/", "stApp"], "_stcore/stream")
        {
            Subprotocols = ["streamlit"],
            GivenAwayBy = "_stcore/health",
            GivenAwayText = "ok",
        },
        new("jupyter", ["jupyter-config-data", "data-notebook-path", "<title>JupyterLab</title>", "<title>Jupyter Notebook</title>", "id=\"jupyter-main-app\"", "data-jupyter-api-token"],
            "api/kernels/00000000-0000-0000-0000-000000000000/channels")
        {
            OpensAsIs = false,
            GivenAwayBy = "api",
            GivenAwayText = "{\"version\":",
        },
        new("blazor", ["_framework/blazor.server.js", "_framework/blazor.web.js"], "_blazor"),
        new("phoenix", ["data-phx-main", "data-phx-session", "phx-track-static"], "/live/websocket?vsn=2.0.0") { OpensAsIs = false },
        new("action-cable", ["name=\"action-cable-url\"", "@rails/actioncable"], "/cable") { Subprotocols = ["actioncable-v1-json", "actioncable-unsupported"] },
        new("home-assistant", ["<title>Home Assistant</title>"], "/api/websocket"),
        new("node-red", ["<title>Node-RED</title>", "red/red.min.js"], "comms"),
        new("grafana", ["grafanaBootData", "<title>Grafana</title>"], "api/live/ws") { OpensAsIs = false },
        new("gradio", ["window.gradio_config", "<gradio-app"], "queue/join") { OpensAsIs = false },
        new("bokeh", ["bokeh.min.js", "bokeh_embed", "Bokeh.embed"], "ws") { Subprotocols = ["bokeh"], OpensAsIs = false },
        new("shiny", ["shiny.min.js", "shiny-server-client"], "websocket/"),
        new("nicegui", ["_nicegui/"], "_nicegui_ws/socket.io/?EIO=4&transport=websocket"),
        new("chainlit", ["<title>Chainlit</title>", "chainlit"], "ws/socket.io/?EIO=4&transport=websocket"),
        new("vite", ["/@vite/client"], "/") { Subprotocols = ["vite-hmr"], OpensAsIs = false },
        new("webpack-dev-server", ["webpack-dev-server"], "/ws") { OpensAsIs = false },
        new("novnc", ["<title>noVNC</title>"], "websockify") { Subprotocols = ["binary"] },
        new("ttyd", ["<title>ttyd"], "ws") { Subprotocols = ["tty"] },
        new("uptime-kuma", ["<title>Uptime Kuma</title>"], "/socket.io/?EIO=4&transport=websocket"),
        new("open-webui", ["<title>Open WebUI</title>"], "/ws/socket.io/?EIO=4&transport=websocket"),
        new("mattermost", ["<title>Mattermost</title>"], "/api/v4/websocket"),
        new("socket.io", ["/socket.io/socket.io", "socket.io.min.js", "socket.io.js"], "/socket.io/?EIO=4&transport=websocket")
        {
            GivenAwayBy = "/socket.io/?EIO=4&transport=polling",
            GivenAwayText = "\"sid\":",
        },
    ];

    /// <summary>The application whose page this is; null if none is recognised.</summary>
    /// <param name="html">The page's text.</param>
    public static KnownApp? Of(string html) => All.FirstOrDefault(app => app.Signs.Any(sign => html.Contains(sign, StringComparison.Ordinal)));
}
