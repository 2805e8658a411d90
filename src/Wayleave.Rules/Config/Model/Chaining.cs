using System.Collections.Immutable;
using Wayleave.Rules.Config.Compose;

namespace Wayleave.Rules.Config.Model;

/// <summary>
/// Lays hops one behind the other: a hop whose upstream is another one's listener asks that one, with the headers and the path that it sends itself.
/// What a header is at the far end is then seen across files.
/// </summary>
/// <remarks>What belongs to a single connection (Upgrade, Connection, Sec-WebSocket-*) begins anew at each hop, so that each is judged for its own part.</remarks>
/// <param name="files">All files.</param>
/// <param name="hops">The hops, the outermost first.</param>
internal sealed class Chaining(ImmutableArray<ConfigFile> files, ImmutableArray<Hop> hops)
{
    // Nobody has more hops than these, and two that lead to each other must end.
    private const int Longest = 6;

    private static readonly string[] s_ownToAConnection = ["upgrade", "connection", "keep-alive", "proxy-connection", "te"];

    /// <summary>The crossings of a deployment: those of the hops that a browser comes to, and of the hops behind them.</summary>
    /// <param name="direct">How each hop would treat each socket if a browser came to it.</param>
    public ImmutableArray<Crossing> Of(ImmutableArray<Crossing> direct)
    {
        if (hops.IsEmpty || (hops.Length == 1 && !direct.Any(crossing => MayLead(crossing, hops[0])))) return direct;
        ILookup<string, Crossing> same = direct.ToLookup(crossing => crossing.Socket.Path);
        (Crossing From, ImmutableArray<Crossing> To)[] steps = [.. direct.Select(crossing => (From: crossing, To: Next(crossing))).Where(step => !step.To.IsEmpty)];
        Dictionary<Crossing, ImmutableArray<Crossing>> next = steps.ToDictionary(step => step.From, step => step.To, (IEqualityComparer<Crossing>)ReferenceEqualityComparer.Instance);
        bool Reach(Crossing from, Crossing to) => !ReferenceEquals(from, to) && next.GetValueOrDefault(from, []).Any(one => one.Hop == to.Hop && one.Socket.Where == to.Socket.Where && (one.Socket.Path == to.Socket.Path || one.Handshake.Path == to.Socket.Path) && one.Passage.Listener?.At == to.Passage.Listener?.At);
        Crossing[] below = [.. Below(steps)];
        foreach (Crossing crossing in below) next[crossing] = Next(crossing);
        steps = [.. steps, .. below.Select(crossing => (crossing, next[crossing]))];
        // Of two that lead to each other, and of those that nobody leads to, a browser comes to either.
        IEnumerable<Crossing> roots = direct.Concat(below).Where(crossing => !steps.Any(step => Reach(step.From, crossing) && !Reach(crossing, step.From)) && !IsInnerOnly(crossing, steps, next.GetValueOrDefault(crossing, [])) && !IsOfOtherSite(crossing, same[crossing.Socket.Path], next.GetValueOrDefault(crossing, [])));
        IEnumerable<Crossing> all = roots.SelectMany(root => Follow(root, next.GetValueOrDefault(root, []), Longest).Prepend(root));
        return [.. all.Select((crossing, i) => (crossing, i)).OrderBy(one => hops.IndexOf(one.crossing.Hop)).ThenBy(one => one.i).Select(one => one.crossing)];
    }

    // A path that only an inner hop's files know need not be the outer one's: that has a prefix of its own for it.
    private static bool IsInnerOnly(Crossing crossing, (Crossing From, ImmutableArray<Crossing> To)[] steps, ImmutableArray<Crossing> own)
    {
        if (crossing.Socket.From is not SocketPathFrom.File || Knows(crossing.Hop, crossing.Socket)) return false;
        return steps.Where(step => step.From.Hop == crossing.Hop).SelectMany(step => step.To)
            .Any(inner => inner.Hop != crossing.Hop && Knows(inner.Hop, crossing.Socket) && !own.Any(one => one.Hop == inner.Hop));
    }

    // Two files of one product that do not lead to each other are two sites of it: the socket is that one's that passes it on, or that has a line for it.
    private static bool IsOfOtherSite(Crossing crossing, IEnumerable<Crossing> same, ImmutableArray<Crossing> own)
    {
        Crossing[] others = [.. same.Where(other => other.Hop != crossing.Hop && other.Hop.Product == crossing.Hop.Product && !own.Any(next => next.Hop == other.Hop))];
        if (crossing.Passage.End is not (PassageEnd.Forwarded or PassageEnd.Unknown) && Array.Exists(others, other => other.Passage.End is PassageEnd.Forwarded)) return true;
        return crossing.Socket.From is SocketPathFrom.File && !Knows(crossing.Hop, crossing.Socket) && Array.Exists(others, other => Knows(other.Hop, crossing.Socket));
    }

    // An outer /app/ that becomes / has the inner one's /ws/ at /app/ws/.
    private static IEnumerable<Crossing> Below((Crossing From, ImmutableArray<Crossing> To)[] steps) =>
        (from step in steps
         where step.From.Socket is { From: SocketPathFrom.File } && step.From.Handshake.Path.EndsWith('/')
         from inner in step.To
         where inner.Hop != step.From.Hop && inner.Handshake.Path.EndsWith('/')
         from socket in inner.Hop.SocketPaths
         where socket.From is SocketPathFrom.File && socket.Path.Length > inner.Handshake.Path.Length && socket.Path.StartsWith(inner.Handshake.Path, StringComparison.Ordinal) && !Knows(step.From.Hop, socket)
         let path = step.From.Handshake.Path + socket.Path[inner.Handshake.Path.Length..]
         where path != socket.Path
         let asked = step.From.Handshake with { Path = path }
         from passage in step.From.Hop.Pass(asked)
         where passage.At == step.From.Passage.At
         select new Crossing(step.From.Hop, socket with { Path = path }, asked, passage)).DistinctBy(crossing => (crossing.Hop, crossing.Socket, crossing.Passage.At));

    // What becomes of a prefix alone says nothing where the inner hop has its sockets below it; / stands for all of them.
    private static bool IsOnlyPrefix(Crossing crossing) =>
        crossing.Socket.From is SocketPathFrom.File && !Knows(crossing.Hop, crossing.Socket) && crossing.Handshake.Path.EndsWith('/')
        && (crossing.Handshake.Path == "/" || crossing.Passage.End is not (PassageEnd.Forwarded or PassageEnd.Unknown))
        && crossing.Hop.SocketPaths.Any(socket => socket.Path.Length > crossing.Handshake.Path.Length && socket.Path.StartsWith(crossing.Handshake.Path, StringComparison.Ordinal));

    private static bool Knows(Hop hop, SocketPath socket) => hop.SocketPaths.Any(path => path.Path == socket.Path);

    private IEnumerable<Crossing> Follow(Crossing crossing, ImmutableArray<Crossing> next, int left) => left == 0
        ? []
        : next.Where(one => !IsOnlyPrefix(one) && !Outwards(crossing).Any(before => before.Hop == one.Hop && before.Passage.At == one.Passage.At)).SelectMany(one => Follow(one, Next(one), left - 1).Prepend(one));

    private static IEnumerable<Crossing> Outwards(Crossing crossing)
    {
        for (Crossing? at = crossing; at is not null; at = at.Before) yield return at;
    }

    private ImmutableArray<Crossing> Next(Crossing crossing) => crossing.Passage is not { End: PassageEnd.Forwarded, To: { } to }
        ? []
        : [.. from address in AppAddress.Of(to).Distinct()
              let port = address.Port ?? (to.Tls == true ? 443 : 80)
              from hop in hops
              where MayListen(crossing, hop, address.Host, port)
              let handshake = Handshake(crossing, to, port)
              from passage in hop.Pass(handshake)
              where passage.Listener?.Port == port && passage.At != crossing.Passage.At
              select new Crossing(hop, crossing.Socket, handshake, passage) { Before = crossing }];

    private bool MayLead(Crossing crossing, Hop hop) =>
        crossing.Passage is { End: PassageEnd.Forwarded, To: { } to } && AppAddress.Of(to).Any(address => MayListen(crossing, hop, address.Host, address.Port ?? (to.Tls == true ? 443 : 80)));

    private bool MayListen(Crossing from, Hop hop, string host, int port)
    {
        bool? listens = hop.Listens(port);
        // One hop leads to itself only where it surely listens there: a proxy in front of its own other site.
        if (from.Hop == hop) return listens == true && AppAddress.IsLoopback(host);
        if (listens == false || hop.Place < from.Hop.Place) return false;
        if (ComposeHops.Service(hop, files) is { } service) return service.Names.Contains(host, StringComparer.OrdinalIgnoreCase);
        bool isOthers = files.OfType<ComposeFile>().SelectMany(file => file.Services).Any(other => other.Names.Contains(host, StringComparer.OrdinalIgnoreCase));
        return !isOthers && !files.SelectMany(file => file.Commands).Any(command => command.Service == host);
    }

    private static Handshake Handshake(Crossing crossing, Upstream to, int port)
    {
        string? browsers = crossing.Browser.Passage.Host ?? crossing.Handshake.Host;
        HeaderFate origin = crossing.Sent("origin"), host = crossing.Sent("host");
        ImmutableDictionary<string, HeaderFate> sent = crossing.Handshake.Changed.SetItems(crossing.Passage.Headers.Where(header => !IsOwnToAConnection(header.Key)));
        return crossing.Handshake with
        {
            Path = to.Path ?? crossing.Handshake.Path,
            Host = host is { Present: true, Value: { } name } && !IsAny(name) ? name : null,
            Port = port,
            Secure = to.Tls == true,
            Changed = sent.SetItem("host", host).SetItem("origin", origin.Known || browsers is null || IsAny(browsers) ? origin : HeaderFate.Is("https://" + browsers)),
        };
    }

    private static bool IsOwnToAConnection(string name) => s_ownToAConnection.Contains(name) || name.StartsWith("sec-websocket-", StringComparison.Ordinal);

    // The name that stands for any where a hop's files have none.
    private static bool IsAny(string host) => host.Contains(".invalid", StringComparison.Ordinal);
}
