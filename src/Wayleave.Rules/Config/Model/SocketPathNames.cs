using System.Text.RegularExpressions;

namespace Wayleave.Rules.Config.Model;

/// <summary>Paths whose names say that sockets are opened there.</summary>
internal static partial class SocketPathNames
{
    // A whole segment, or a word of one, so that /wsdl and /newsocket-prices are none. The frameworks' own paths: Streamlit, Socket.IO, Action
    // Cable, Phoenix, SockJS, SignalR's samples, Blazor, NiceGUI, Vite, webpack, Jupyter's kernels, Guacamole, MQTT brokers, Vaultwarden, Jitsi.
    [GeneratedRegex(@"(^|/)(ws|wss|websocket|websockets|socket|sockets|socket\.io|engine\.io|sockjs|sockjs-node|_stcore/stream|cable|phoenix/live|live/websocket|signalr|chathub|graphql-ws|subscriptions|vite-hmr|__vite_hmr|webpack-hmr|api/kernels|xterm|novnc|websockify|websocket-tunnel|mqtt|_blazor|_nicegui_ws|notifications/hub|xmpp-websocket|colibri-ws|(ws|wss|websocket)[-_][a-z0-9_-]+|[a-z0-9_-]+[-_](ws|wss|websocket))(/|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternLimit.Milliseconds)]
    private static partial Regex NamesPattern { get; }

    /// <summary>Whether a path's name says so.</summary>
    public static bool Says(string path) => NamesPattern.IsMatch(path);
}
