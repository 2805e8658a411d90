using System.Collections.Concurrent;
using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Nginx.Meaning;

/// <summary>What an nginx does with a handshake.</summary>
internal sealed class NginxHop : Hop
{
    private readonly NginxFile _file;
    private readonly NginxMaps _maps;
    private readonly NginxForwarding _forwarding;
    private readonly NginxServers _servers;
    private readonly Lazy<ImmutableArray<SocketPath>> _sockets;
    private readonly Lazy<ILookup<string, NginxSite>> _knowing;

    // Null stands for a listener that is not known.
    private readonly Lazy<ImmutableHashSet<int?>> _ports;

    // Rules ask the same again and again: how a page passes beside each of two hundred sockets.
    private readonly ConcurrentDictionary<Handshake, ImmutableArray<Passage>> _asked = new();

    /// <summary>Makes the hop of a file.</summary>
    public NginxHop(NginxFile file) : base("nginx", HopPlace.Proxy, file.Source.All)
    {
        (_file, _maps, _servers) = (file, new NginxMaps(file), new NginxServers(file));
        _forwarding = new NginxForwarding(file, _maps);
        _sockets = new Lazy<ImmutableArray<SocketPath>>(() => new NginxSocketPaths(file, _maps).Find());
        _ports = new Lazy<ImmutableHashSet<int?>>(() => [.. _servers.All.SelectMany(site => site.Listens).Where(listen => listen.Port is not null || !listen.Known).Select(listen => listen.Port)]);
        _knowing = new Lazy<ILookup<string, NginxSite>>(Knowing);
    }

    /// <inheritdoc/>
    public override ImmutableArray<SocketPath> SocketPaths => _sockets.Value;

    /// <inheritdoc/>
    public override bool? Listens(int port)
    {
        ImmutableHashSet<int?> ports = _ports.Value;
        return ports.Contains(port) ? true : ports.IsEmpty || ports.Contains(null) ? null : false;
    }

    /// <inheritdoc/>
    public override IEnumerable<Passage> Pass(Handshake handshake) =>
        _asked.GetOrAdd(handshake, asked => [.. Outcomes(asked).Select(NginxSocketPaths.Elsewhere), .. NginxStreams.Pass(_file)]);

    private IEnumerable<NginxOutcome> Outcomes(Handshake handshake)
    {
        // A fragment without a server is judged as far as it goes.
        if (_servers.All.IsEmpty) return _file.Root.IsEmpty ? [] : Fragment(handshake);
        ImmutableArray<NginxOutcome[]> sites =
        [
            .. _servers.For(handshake, [.. _knowing.Value[handshake.Path]]).Select(candidate => Best(candidate.Hosts.SelectMany(host => Walk(candidate, host, handshake)))).Where(outcomes => outcomes.Length > 0),
        ];
        return NginxServers.Meant(sites, handshake);
    }

    private IEnumerable<NginxOutcome> Fragment(Handshake handshake)
    {
        var walk = new NginxWalk(_file.Root, _file.Source.All.Before, _maps, _forwarding);
        return Best(walk.Run(new NginxRequest { Handshake = handshake, Host = handshake.Host, Uri = Normal(handshake.Path) })).Where(outcome => outcome.Block is not null && outcome.Passage.End is not PassageEnd.Unknown);
    }

    private IEnumerable<NginxOutcome> Walk(NginxCandidate candidate, string? host, Handshake handshake)
    {
        var walk = new NginxWalk(candidate.Site.Server.Block, candidate.Site.Server.At, _maps, _forwarding);
        Handshake asked = handshake.Host is null && host is not null ? handshake with { Host = candidate.WithPort(host) } : handshake;
        return walk.Run(new NginxRequest { Handshake = asked, Listen = candidate.Listen, Host = host, ServerName = candidate.Site.ServerName, Uri = Normal(handshake.Path) })
            .Select(outcome => outcome with { Site = candidate.Site, Path = handshake.Path });
    }

    // A path that some of the sites give away is theirs, and that of servers for the same names.
    private ILookup<string, NginxSite> Knowing()
    {
        var places = _servers.All.SelectMany(site => site.Server.Inside().Where(inside => inside.Name == "location").Prepend(site.Server).Select(block => (block.At, Site: site))).ToLookup(one => one.At, one => one.Site);
        return (from socket in SocketPaths
                from site in places[socket.Where ?? default]
                from near in _servers.All
                where near.Overlaps(site)
                select (socket.Path, Near: near)).Distinct().ToLookup(one => one.Path, one => one.Near);
    }

    // Of ways that hang on what cannot be known, and of several names, those count that let the socket through: the others refuse somebody else.
    private static NginxOutcome[] Best(IEnumerable<NginxOutcome> ways)
    {
        NginxOutcome[] all = [.. ways.DistinctBy(way => (way.Passage.End, way.Passage.At, way.Block, way.Passage.To))];
        NginxOutcome[] passing = [.. all.Where(way => way.Passes)];
        if (passing.Length > 0) return [.. passing.Where(way => !way.Doubtful || way.Location == passing[0].Location)];
        return all.Any(way => way.Passage.End is PassageEnd.Unknown) ? [] : all.Any(way => !way.Doubtful) ? [.. all.Where(way => !way.Doubtful)] : [.. all.Take(1)];
    }

    // merge_slashes is on; what is escaped is compared plain.
    private static string Normal(string path)
    {
        string plain = Uri.UnescapeDataString(path.Split('?')[0]);
        while (plain.Contains("//", StringComparison.Ordinal)) plain = plain.Replace("//", "/", StringComparison.Ordinal);
        return plain;
    }
}
