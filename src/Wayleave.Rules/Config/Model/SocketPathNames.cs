using System.Text.RegularExpressions;

namespace Wayleave.Rules.Config.Model;

/// <summary>Paths whose names say that sockets are opened there.</summary>
internal static class SocketPathNames
{
    // A whole segment, so that /wsdl and /newsocket-prices are none. The frameworks' own paths: Streamlit, Socket.IO, Action Cable,
    // Phoenix, SockJS, SignalR's samples, Vite, Home Assistant, Jupyter's kernels.
    private static readonly Regex s_names = new(
        @"(^|/)(ws|wss|websocket|websockets|socket|sockets|socket\.io|engine\.io|sockjs|sockjs-node|_stcore/stream|cable|phoenix/live|live/websocket|signalr|chathub|graphql-ws|subscriptions|vite-hmr|__vite_hmr|api/kernels|xterm|novnc|websockify)(/|$)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    /// <summary>Whether a path's name says so.</summary>
    public static bool Says(string path) => s_names.IsMatch(path);
}
