using Wayleave.Conformance.Serve.Apps.Kinds;

namespace Wayleave.Conformance.Serve.Apps;

/// <summary>The apps behind <c>wayleave serve</c>.</summary>
internal static class AppsTable
{
    /// <summary>All of them. A place in the list gives each its own address, so a new one goes to the end.</summary>
    public static IReadOnlyList<IServedApp> All { get; } =
    [
        new PythonApp("uvicorn", "fastapi_app.py", "fastapi"),
        new PythonApp("channels-ssl", "channels_app.py", "channels", "channels-ssl"),
        new PythonApp("streamlit", "tornado_app.py", "tornado"),
        new PythonApp("websockets", "websockets_app.py", "websockets"),
        new NodeApp("ws", "node_apps.js", "ws"),
        new NodeApp("socketio", "socketio_app.js", "socket.io"),
        new JupyterApp(),
        new SignalRApp(),
        new NoVncApp(),
        new MosquittoApp(),
        new NodeRedApp(),
        new NginxBehindApp(),
        new StreamlitApp(),
    ];
}
