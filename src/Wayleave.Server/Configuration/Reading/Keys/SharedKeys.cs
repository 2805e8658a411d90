using System.Collections.Immutable;
using Wayleave.Server.Configuration.Reading.Forms;

namespace Wayleave.Server.Configuration.Reading.Keys;

/// <summary>The keys that stand in a route, and at the top as the default for all routes.</summary>
internal static class SharedKeys
{
    /// <summary>The keys.</summary>
    /// <param name="forAll">Whether they stand at the top.</param>
    /// <param name="get">Takes the route's settings out of what is read.</param>
    /// <param name="set">Puts them back.</param>
    public static ImmutableArray<Key<T>> Of<T>(bool forAll, Func<T, RouteSettings> get, Func<T, RouteSettings, T> set)
    {
        string forRoutes = forAll ? " For all routes; a route may say otherwise." : "";
        return
        [
            new KeyOf<T, HostPolicy>(
                "host", "Which Host the app sees: `keep` the public one; `upstream`, the destination's own; `auto`, the public one except towards known tunnels and platforms; or that name." + forRoutes,
                new HostForm(), t => get(t).Host, (t, v) => set(t, get(t) with { Host = v })) { IsDefaultForRoutes = forAll },
            new KeyOf<T, KeepAliveSettings?>(
                "keepalive", "Keep-alive pings." + forRoutes,
                new ShortForm<bool, KeepAliveSettings>(new WordForm<bool>(("off", false)), (_, before) => (before ?? new KeepAliveSettings()) with { Client = null, App = null }, SocketKeys.KeepAlive),
                t => get(t).KeepAlive, (t, v) => set(t, get(t) with { KeepAlive = v! })) { IsDefaultForRoutes = forAll, AlsoCalled = ["keep_alive", "ping", "heartbeat"] },
            new KeyOf<T, SocketLimits>(
                "sockets", "What one open socket may do." + forRoutes, new SectionForm<SocketLimits>(SocketKeys.Limits),
                t => get(t).Sockets, (t, v) => set(t, get(t) with { Sockets = v })) { IsDefaultForRoutes = forAll, AlsoCalled = ["socket", "websocket", "websockets"] },
            new KeyOf<T, ImmutableArray<string>>(
                "origins", "The Origins that may open a socket or follow events; others get 403. None: all. `null` is the Origin of a sandboxed page, `missing` a client that sends none." + forRoutes,
                new ListForm<string>(new OriginForm(), ""), t => get(t).Origins, (t, v) => set(t, get(t) with { Origins = v })) { IsDefaultForRoutes = forAll, AlsoCalled = ["allowed_origins"] },
        ];
    }
}
