using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Caddy;

/// <summary>What a Caddy does with a handshake.</summary>
/// <param name="file">Its configuration.</param>
internal sealed class CaddyHop(CaddyFile file) : Hop("caddy", HopPlace.Proxy, file.Source.All)
{
    // The sites with the paths that each treats as a socket; a server may have hundreds of them.
    private readonly ImmutableArray<(CaddyServer Server, ImmutableHashSet<string> Sockets)> _servers = [.. file.Servers.Select(server => (server, CaddySockets.Named(server).Select(socket => socket.Path).ToImmutableHashSet()))];

    /// <inheritdoc/>
    public override ImmutableArray<SocketPath> SocketPaths => [.. CaddySockets.Of(file)];

    /// <inheritdoc/>
    public override IEnumerable<Passage> Pass(Handshake handshake) => SitesAskedFor.Count(handshake, Asked(handshake).SelectMany(server => Passages(server, handshake)));

    /// <summary>The sites that a handshake is meant for.</summary>
    public IReadOnlyList<CaddyServer> Asked(Handshake handshake) =>
        SitesAskedFor.Of(handshake, _servers.Where(one => one.Server.Answers(handshake.Host)).Select(one => (one.Server, one.Sockets.Contains(handshake.Path))));

    private IEnumerable<Passage> Passages(CaddyServer server, Handshake handshake)
    {
        if (!server.All.Any(step => step is CaddyProxy or CaddyJump)) yield break;
        ImmutableArray<CaddyState> ends = new CaddyWalk(server, handshake).Ends();
        CaddyState[] forwarded = [.. ends.Where(state => state is { End: CaddyProxy, IsUnsure: false })];
        // Of several hosts that of the block which asks for the socket's path is meant.
        if (forwarded.Any(state => state is { IsByHost: true, IsMeant: true })) forwarded = [.. forwarded.Where(state => state.IsMeant)];
        foreach (CaddyState state in forwarded) yield return new CaddyForward(file, server, handshake, (CaddyProxy)state.End!).Passage(state);
        if (forwarded.Length > 0) yield break;
        if (ends.FirstOrDefault(state => state.IsUnsure || state.IsByHost || state.Path is null) is { } open)
            yield return new Passage { At = open.End?.At ?? server.At, End = PassageEnd.Unknown, Listener = server.Listener };
        else if (ends is [var end, ..])
            yield return Answered(end, server);
    }

    private static Passage Answered(CaddyState state, CaddyServer server) => state.End is CaddyAnswer answer
        ? new Passage
        {
            At = answer.At,
            End = answer.Closes ? PassageEnd.Closed : answer.Location is not null ? PassageEnd.Redirected : PassageEnd.Answered,
            Status = answer.Status,
            Location = answer.Location,
            Listener = server.Listener,
        }
        // What nothing answers Caddy answers with 200 and nothing.
        : new Passage { At = server.At, End = PassageEnd.Answered, Status = 200, Listener = server.Listener };
}
