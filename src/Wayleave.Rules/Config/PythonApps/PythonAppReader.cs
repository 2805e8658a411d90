using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.PythonApps;

/// <summary>Finds in a Python file what it tells of its sockets.</summary>
internal static class PythonAppReader
{
    private static readonly TimeSpan s_socketIoPing = TimeSpan.FromSeconds(25);

    /// <summary>The facts. Never throws.</summary>
    /// <param name="source">The file.</param>
    public static IEnumerable<AppFacts> Read(SourceText source)
    {
        PythonCall[] calls = [.. PythonCall.Of(source)];
        if (Channels(source, calls) is { } channels) yield return channels;
        if (FastApi(source, calls) is { } fastApi) yield return fastApi;
        foreach (PythonCall call in calls.Where(call => call.Name == "SocketIO" || (call is { Name: "Server" or "AsyncServer", On: "socketio" }))) yield return SocketIo(call);
    }

    // https://channels.readthedocs.io/en/stable/topics/routing.html
    private static AppFacts? Channels(SourceText source, PythonCall[] calls)
    {
        PythonCall[] routes = [.. calls.Where(call => call.Name is "path" or "re_path" or "url" && call.Mentions("as_asgi"))];
        PythonCall? validator = Array.Find(calls, call => call.Name == "OriginValidator");
        if (routes.Length == 0 && validator is null) return null;
        // Routers below a path of their own put it in front of what they have.
        bool nested = routes.Any(call => call.Mentions("URLRouter"));
        return new AppFacts("channels", source.All.Before)
        {
            SocketPaths = nested ? [] : [.. from route in routes let path = Path(route) where path is not null select new SocketPath(path, SocketPathFrom.App, route.At)],
            AllowedOrigins = Origins(validator?.Argument(1, "allowed_origins")),
        };
    }

    private static string? Path(PythonCall route) => route.Argument(0, "route") is not DataScalar { IsQuoted: true } text
        ? PythonRoutes.Raw(route.Arguments.FirstOrDefault().Pieces) is { } raw && route.Name != "path" ? PythonRoutes.Expression(raw) : null
        : route.Name == "path" ? PythonRoutes.Plain("/" + text.Value) : PythonRoutes.Expression(text.Value);

    // https://fastapi.tiangolo.com/advanced/websockets/
    private static AppFacts? FastApi(SourceText source, PythonCall[] calls)
    {
        PythonCall[] apps = [.. calls.Where(call => call is { Name: "FastAPI", On: null })];
        // What is mounted or has a root elsewhere is asked for below that.
        if (apps.Length != 1 || apps[0].Arguments.Any(argument => argument.Keyword == "root_path") || calls.Any(call => call.Name == "mount" && call.Mentions("FastAPI"))) return null;
        return new AppFacts("fastapi", apps[0].At)
        {
            SocketPaths =
            [
                .. from call in calls
                   where call is { On: "app" or "application", Name: "websocket" or "add_api_websocket_route" or "add_websocket_route" }
                   where call.Argument(0, "path") is DataScalar { IsQuoted: true, Value: ['/', ..] }
                   select new SocketPath(PythonRoutes.Plain(call.Argument(0, "path")!.Text!), SocketPathFrom.App, call.At),
            ],
        };
    }

    // https://python-socketio.readthedocs.io/en/stable/api.html
    private static AppFacts SocketIo(PythonCall call) => new("socket.io", call.At)
    {
        SocketPaths = call.Arguments.Any(argument => argument.Keyword is "path" or "socketio_path" or "resource" or null && argument.Pieces.Any(piece => piece.Is("*"))) ? [] : [new SocketPath("/socket.io/", SocketPathFrom.App, call.At)],
        PingInterval = call.Argument(null, "ping_interval") is not { } given ? new Setting<TimeSpan>(s_socketIoPing, null)
            : double.TryParse(given.Text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out double seconds) && seconds is > 0 and < 1e8 ? new Setting<TimeSpan>(TimeSpan.FromSeconds(seconds), given.At) : null,
        AllowedOrigins = Origins(call.Argument(null, "cors_allowed_origins")),
    };

    private static Setting<ImmutableArray<string>>? Origins(DataNode? given) => given switch
    {
        DataScalar { IsQuoted: true } only => new Setting<ImmutableArray<string>>([only.Value], only.At),
        DataList { Values.Length: > 0 } list when list.Values.All(value => value is DataScalar { IsQuoted: true }) => new Setting<ImmutableArray<string>>([.. list.Values.Select(value => value.Text!)], list.At),
        _ => null,
    };
}
