using System.Collections.Immutable;
using Wayleave.Rules.Config.Commands;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Model;

/// <summary>All files of one call, seen as one deployment.</summary>
public sealed record Deployment
{
    /// <summary>The files that were read.</summary>
    public required ImmutableArray<ConfigFile> Files { get; init; }

    /// <summary>The hops, the outermost first.</summary>
    public required ImmutableArray<Hop> Hops { get; init; }

    /// <summary>What is known of apps.</summary>
    public required ImmutableArray<AppFacts> Apps { get; init; }

    /// <summary>The paths that are sockets, each once, by its surest source.</summary>
    public required ImmutableArray<SocketPath> Sockets { get; init; }

    /// <summary>How each hop treats each socket's handshake; a hop behind another one, as that one sends it.</summary>
    public required ImmutableArray<Crossing> Crossings { get; init; }

    /// <summary>What stands in front of it all, as the caller said: <c>cloudflare</c>; null if nobody said, <c>none</c> if nothing does.</summary>
    public string? Edge { get; init; }

    /// <summary>The public host, where the caller told it.</summary>
    public string? Domain { get; init; }

    /// <summary>Whether something tells that sockets are opened here; else a hop that passes everything only might.</summary>
    public bool KnowsSockets => Sockets.Any(socket => socket.From is not SocketPathFrom.Everywhere);

    /// <summary>What is known of the edge; null if nobody named one.</summary>
    public KnownEdge? Front => KnownEdges.Find(Edge);

    /// <summary>The files of one kind.</summary>
    public IEnumerable<T> Of<T>() where T : ConfigFile => Files.OfType<T>();

    /// <summary>The apps that a crossing may lead to: those that are at its upstream's address, and those of which nobody knows where they are.</summary>
    /// <param name="crossing">The crossing.</param>
    public IEnumerable<AppFacts> AppsBehind(Crossing crossing)
    {
        if (crossing.Passage.To is not { } to) return Apps;
        (AppFacts App, bool? There)[] all = [.. Apps.Select(app => (app, AppAddress.IsAt(app, to, Files)))];
        bool found = Array.Exists(all, one => one.There == true);
        return all.Where(one => one.There ?? !(found && one.App.Service is not null)).Select(one => one.App);
    }

    /// <summary>The crossings that a crossing leads to, in every further hop of its chain.</summary>
    /// <param name="crossing">The crossing.</param>
    public IEnumerable<Crossing> Behind(Crossing crossing) => Crossings.Where(other => ReferenceEquals(other.Before, crossing)).SelectMany(next => Behind(next).Prepend(next));

    /// <summary>Sees files as one deployment.</summary>
    /// <param name="files">The files, in the order in which they were named.</param>
    /// <param name="told">The socket paths that the caller told; where there are any, no others count.</param>
    /// <param name="edge">What stands in front; null: nobody said.</param>
    /// <param name="domain">The public host; null: nobody said.</param>
    public static Deployment Of(ImmutableArray<ConfigFile> files, ImmutableArray<string> told, string? edge = null, string? domain = null)
    {
        ImmutableArray<Hop> hops = [.. files.SelectMany(file => file.Hops).OrderBy(hop => hop.Place)];
        ImmutableArray<AppFacts> apps = ServerApps.Of(files);
        ImmutableArray<SocketPath> sockets = new PublicPaths(files, hops, apps).Of(FindSockets(hops, apps, told), domain);
        return new Deployment
        {
            Files = files, Hops = hops, Apps = apps, Sockets = sockets, Edge = edge, Domain = domain,
            Crossings = new Chaining(files, hops).Of([.. hops.SelectMany(hop => sockets.SelectMany(socket => Cross(hop, socket, domain)))]),
        };
    }

    private static ImmutableArray<SocketPath> FindSockets(ImmutableArray<Hop> hops, ImmutableArray<AppFacts> apps, ImmutableArray<string> told)
    {
        if (!told.IsEmpty) return [.. told.Distinct().Select(path => new SocketPath(path, SocketPathFrom.Told, null))];
        ImmutableArray<SocketPath> found =
        [
            .. apps.SelectMany(app => app.SocketPaths).Concat(hops.SelectMany(hop => hop.SocketPaths))
                .GroupBy(socket => socket.Path).Select(same => same.MinBy(socket => socket.From)!),
        ];
        return found.Any(socket => socket.From is not SocketPathFrom.Everywhere) ? [.. found.Where(socket => socket.From is not SocketPathFrom.Everywhere)] : found;
    }

    private static IEnumerable<Crossing> Cross(Hop hop, SocketPath socket, string? host)
    {
        var handshake = new Handshake { Path = socket.Path, Host = host };
        // A path that stands for any is no one's promise: that this one is refused or redirected says nothing.
        return hop.Pass(handshake).Where(passage => socket.From is not SocketPathFrom.Everywhere || passage.End is PassageEnd.Forwarded or PassageEnd.Unknown)
            .Select(passage => new Crossing(hop, socket, handshake, passage));
    }
}
