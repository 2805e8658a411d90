using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Nginx.Meaning;

/// <summary>Which of a file's servers a handshake may reach.</summary>
internal sealed class NginxServers
{
    private readonly ImmutableArray<ImmutableArray<(NginxSite Site, NginxListen Listen)>> _addresses;

    /// <summary>Finds the servers of a file.</summary>
    public NginxServers(NginxFile file)
    {
        ImmutableArray<NginxSite> sites = [.. file.Servers.Select(server => new NginxSite(server))];
        // `ssl` belongs to the listening socket: one server that says it says it for all on the same address.
        var tls = sites.SelectMany(site => site.Listens).Where(listen => listen.Tls && listen.Known).Select(listen => (listen.Address, listen.Port)).ToHashSet();
        All = [.. sites.Select(site => site with { Listens = [.. site.Listens.Select(listen => listen with { Tls = listen.Tls || tls.Contains((listen.Address, listen.Port)) })] })];
        _addresses =
        [
            .. (from site in All from listen in site.Listens select (Site: site, Listen: listen))
                .GroupBy(one => (one.Listen.Address, one.Listen.Port, Unknown: one.Listen.Known ? null : one.Listen)).Select(same => same.ToImmutableArray()),
        ];
    }

    /// <summary>The servers.</summary>
    public ImmutableArray<NginxSite> All { get; }

    /// <summary>Each server that the handshake may reach, by the address that a browser would take.</summary>
    /// <param name="handshake">The handshake.</param>
    /// <param name="known">The servers whose path it is, where nobody told the host; empty: any.</param>
    public IEnumerable<NginxCandidate> For(Handshake handshake, ImmutableArray<NginxSite> known)
    {
        if (HostOf(handshake) is { } host) return Asked(host, handshake.Port).Select(site => new NginxCandidate(site, site.Listen(handshake), [host]));
        return (known.IsEmpty ? All : known).Where(site => handshake.Port is not { } port || site.Listens.Any(listen => listen.Port == port))
            .Select(site => new NginxCandidate(site, site.Listen(handshake), site.Hosts.IsEmpty ? [null] : [.. site.Hosts]));
    }

    /// <summary>The outcomes of those sites that a socket is meant for, where nobody said which.</summary>
    /// <param name="sites">The outcomes, by server.</param>
    /// <param name="handshake">The handshake.</param>
    public static IEnumerable<NginxOutcome> Meant(ImmutableArray<NginxOutcome[]> sites, Handshake handshake)
    {
        // A browser on a page with TLS never comes to the plain server of the same names.
        if (handshake.Secure)
        {
            NginxSite[] secure = [.. sites.Where(site => site[0].Passage.Listener is { Tls: true }).Select(site => site[0].Site!)];
            sites = [.. sites.Where(site => site[0].Passage.Listener is not { Tls: false } || !Array.Exists(secure, other => other.Overlaps(site[0].Site!)))];
        }

        if (handshake.Host is not null || sites.Length < 2) return sites.SelectMany(site => site);

        // Another site of the same file has other paths: those that know this one for a socket's are meant, else those that pass it on at all.
        ImmutableArray<NginxOutcome[]> passing = [.. sites.Where(site => site[0].Passes)];
        ImmutableArray<NginxOutcome[]> aware = [.. passing.Where(site => site.Any(outcome => NginxSocketPaths.Knows(outcome, handshake.Path)))];
        if (!aware.IsEmpty) return aware.SelectMany(site => site);
        return (passing.IsEmpty ? sites : passing).SelectMany(site => site);
    }

    // For each address and port the best name decides, else the default server, else the first.
    private IEnumerable<NginxSite> Asked(string host, int? port) => _addresses.Where(same => port is null || same[0].Listen.Port == port).Select(same => Best(same, host)).Distinct();

    private static NginxSite Best(ImmutableArray<(NginxSite Site, NginxListen Listen)> servers, string host)
    {
        (NginxSite Site, int? Fit)[] fitting = [.. servers.SelectMany(one => one.Site.Names.Select(name => (one.Site, Fit: NginxNames.Fits(name, host)))).Where(one => one.Fit is not null)];
        if (fitting.Length > 0) return fitting.MinBy(one => one.Fit).Site;
        // A name that a template fills in may be the one.
        return servers.FirstOrDefault(one => one.Site.HasOpenName).Site ?? servers.FirstOrDefault(one => one.Listen.Default).Site ?? servers[0].Site;
    }

    private static string? HostOf(Handshake handshake)
    {
        if (handshake.Host is not { } host) return null;
        int colon = host.LastIndexOf(':');
        return colon > host.LastIndexOf(']') ? host[..colon] : host;
    }
}
