using System.Collections.Immutable;
using Wayleave.Rules.Config.Streamlit;

namespace Wayleave.Rules.Config.Model;

/// <summary>The paths at which browsers ask for an app's sockets, where a hop has the app below a prefix: <c>/app/</c> leads to it, and the page asks below its own address.</summary>
/// <param name="files">All files.</param>
/// <param name="hops">The hops, the outermost first.</param>
/// <param name="apps">What is known of apps.</param>
internal sealed class PublicPaths(ImmutableArray<ConfigFile> files, ImmutableArray<Hop> hops, ImmutableArray<AppFacts> apps)
{
    /// <summary>The sockets by their public paths.</summary>
    /// <param name="sockets">The sockets, as the app and the files have them.</param>
    /// <param name="host">The public host; null: nobody said.</param>
    public ImmutableArray<SocketPath> Of(ImmutableArray<SocketPath> sockets, string? host) =>
        [.. sockets.SelectMany(socket => socket.From is SocketPathFrom.App && Below(socket, host) is { Length: > 0 } below ? below : [socket]).DistinctBy(socket => socket.Path)];

    private SocketPath[] Below(SocketPath socket, string? host)
    {
        AppFacts? app = apps.FirstOrDefault(app => app.SocketPaths.Contains(socket));
        if (app is null || hops.Any(hop => Leads(hop, socket.Path, host, app).Any())) return [];
        return
        [
            .. from hop in hops
               from prefix in hop.SocketPaths
               where prefix.From is SocketPathFrom.File && prefix.Path.EndsWith('/') && prefix.Path.Length > 1
               from path in Leads(hop, prefix.Path, host, app).Take(1)
               where path.EndsWith('/')
               let own = path != prefix.Path && socket.Path.StartsWith(path, StringComparison.Ordinal) ? socket.Path[path.Length..] : path == prefix.Path ? Tail(socket.Path) : null
               where own is not null
               select socket with { Path = prefix.Path + own },
        ];
    }

    // What the page asks for below its own address, wherever the app believes to be.
    private static string? Tail(string path) => path.EndsWith(StreamlitApp.Socket, StringComparison.Ordinal) ? StreamlitApp.Socket.TrimStart('/') : null;

    // The paths for which the app is asked there.
    private IEnumerable<string> Leads(Hop hop, string path, string? host, AppFacts app) =>
        hop.Pass(new Handshake { Path = path, Host = host }).Where(passage => passage is { End: PassageEnd.Forwarded, To.Path: not null } && AppAddress.IsAt(app, passage.To, files) != false).Select(passage => passage.To!.Path!);
}
