using System.Collections.Immutable;
using System.Globalization;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Squid;

/// <summary>What a Squid in front of a site does with a handshake: it takes Upgrade out unless <c>http_upgrade_request_protocols</c> allows it.</summary>
/// <seealso href="https://www.squid-cache.org/Doc/config/http_upgrade_request_protocols/">http_upgrade_request_protocols</seealso>
internal sealed class SquidHop(SquidFile file) : Hop("squid", HopPlace.Proxy, file.Source.All)
{
    private const string Upgrades = "http_upgrade_request_protocols";

    private static readonly Version s_first = new(5, 0);
    private static readonly Version s_http1 = new(1, 1);

    // read_timeout: measured with 5.7, silence after the 101 counts by it.
    private static readonly TimeSpan s_readTimeout = TimeSpan.FromMinutes(15);

    /// <inheritdoc/>
    public override ImmutableArray<SocketPath> SocketPaths =>
    [
        .. file.Lines.Where(line => line.Name == "acl" && line[2] == "urlpath_regex").SelectMany(line => line.Words.Skip(3).Select(pattern => (Path: pattern.TrimStart('^'), line.At)))
            .Where(found => found.Path.StartsWith('/') && found.Path.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '_') && SocketPathNames.Says(found.Path))
            .DistinctBy(found => found.Path).Select(found => new SocketPath(found.Path, SocketPathFrom.File, found.At)).DefaultIfEmpty(new SocketPath("/ws", Mentions(Upgrades) ? SocketPathFrom.File : SocketPathFrom.Everywhere, null)),
    ];

    /// <inheritdoc/>
    public override IEnumerable<Passage> Pass(Handshake handshake)
    {
        ImmutableArray<SquidLine> peers = [.. file.Lines.Where(line => line.Name == "cache_peer")];
        foreach (SquidLine port in file.Accelerated)
        {
            // cache_peer_access may send each host elsewhere; what is told here holds for all of them.
            SquidLine? peer = peers.IsEmpty ? null : peers[0];
            yield return new Passage
            {
                At = (peer ?? port).At,
                End = PassageEnd.Forwarded,
                Listener = ListenerOf(port),
                To = peers.Length == 1 ? UpstreamOf(peers[0], handshake) : null,
                Version = new Setting<Version>(s_http1, null),
                Headers = HeadersOf(),
                Idle = One("read_timeout") ?? (Mentions("read_timeout") ? null : new Setting<TimeSpan>(s_readTimeout, null)),
                Lifetime = One("client_lifetime"),
            };
        }
    }

    private static Listener ListenerOf(SquidLine port)
    {
        string number = port[1].Split(':')[^1];
        return new Listener(int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : null, port.Name == "https_port", port.At);
    }

    private static Upstream UpstreamOf(SquidLine peer, Handshake handshake) => new(peer.At)
    {
        Host = peer[1],
        Port = int.TryParse(peer[3], NumberStyles.None, CultureInfo.InvariantCulture, out int port) ? port : null,
        Tls = peer.Words.Any(word => word is "ssl" or "tls"),
        Path = handshake.Path,
    };

    private ImmutableDictionary<string, HeaderFate> HeadersOf()
    {
        ImmutableDictionary<string, HeaderFate> headers = ImmutableDictionary<string, HeaderFate>.Empty.SetItem("x-forwarded-for", HeaderFate.Unknown());
        bool? allowed = Allows();
        if (allowed == true) return headers;
        HeaderFate fate = allowed == false ? HeaderFate.Gone() : HeaderFate.Unknown();
        return headers.SetItem("upgrade", fate).SetItem("connection", allowed == false ? HeaderFate.Is("keep-alive") : fate);
    }

    // The rules for the protocol by its name, with case; where there are none, those for OTHER. The first that fits decides.
    private bool? Allows()
    {
        if (file.Context.Versions.TryGetValue("squid", out Version? version) && version < s_first) return false;
        ImmutableArray<SquidLine> rules = [.. file.Lines.Where(line => line.Name == Upgrades)];
        ImmutableArray<SquidLine> named = [.. rules.Where(line => line[1] == "websocket")];
        // A rule that is written for another case does nothing: SquidUpgradeNameWithCase speaks of it.
        if (named.IsEmpty && rules.Any(line => line[1] != "websocket" && line[1].Equals("websocket", StringComparison.OrdinalIgnoreCase))) return null;
        bool perhaps = false;
        foreach (SquidLine rule in named.IsEmpty ? rules.Where(line => line[1] == "OTHER") : named)
        {
            if (rule.IsSure && rule.Words.Skip(3).All(acl => acl == "all")) return perhaps ? null : rule[2] == "allow";
            perhaps = true;
        }

        return perhaps ? null : false;
    }

    private bool Mentions(string name) => file.Lines.Any(line => line.Name == name);

    private Setting<TimeSpan>? One(string name) =>
        file.Lines.LastOrDefault(line => line.Name == name) is { IsSure: true } line && SquidUnits.Time(line) is { } time ? new Setting<TimeSpan>(time, line.At) : null;
}
