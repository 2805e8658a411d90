using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Nginx.Meaning;

/// <summary>Which of a file's servers a handshake may reach.</summary>
internal sealed class NginxServers
{
    /// <summary>Finds the servers of a file.</summary>
    public NginxServers(NginxFile file) => All =
[.. file.Servers];

    /// <summary>The servers.</summary>
    public ImmutableArray<NginxDirective> All { get; }

    /// <summary>Each server that the handshake may reach, by the address that a browser would take.</summary>
    /// <param name="handshake">The handshake.</param>
    public IEnumerable<NginxCandidate> For(Handshake handshake)
    {
        string? host = HostOf(handshake);
        IEnumerable<NginxDirective> servers = host is null ? All : Asked(host);
        return servers.Select(server => new NginxCandidate(server, Listen(server, handshake.Secure), host is not null ? [host] : NginxNames.Examples(server) is { IsEmpty: false } names ? [.. names] : [null]));
    }

    /// <summary>The outcomes of those sites that a socket is meant for, where nobody said which.</summary>
    /// <param name="sites">The outcomes, by server.</param>
    /// <param name="handshake">The handshake.</param>
    public static IEnumerable<NginxOutcome> Meant(ImmutableArray<NginxOutcome[]> sites, Handshake handshake)
    {
        // A browser on a page with TLS never comes to the plain server of the same names.
        if (handshake.Secure)
            sites = [.. sites.Where(site => site[0].Passage.Listener is not { Tls: false } || !sites.Any(other => other[0].Passage.Listener is { Tls: true } && NginxNames.Overlap(site[0].Server!, other[0].Server!)))];
        if (handshake.Host is not null || sites.Length < 2) return sites.SelectMany(site => site);

        // Another site of the same file has other paths: those that know this one for a socket's are meant, else those that pass it on at all.
        ImmutableArray<NginxOutcome[]> passing = [.. sites.Where(site => site[0].Passes)];
        ImmutableArray<NginxOutcome[]> aware = [.. passing.Where(site => site.Any(outcome => NginxSocketPaths.Knows(outcome, handshake.Path)))];
        if (!aware.IsEmpty) return aware.SelectMany(site => site);
        return (passing.IsEmpty ? sites : passing).SelectMany(site => site);
    }

    private IEnumerable<NginxDirective> Asked(string host)
    {
        // For each address and port the best name decides, else the default server, else the first.
        var addresses = from server in All from listen in NginxListen.Of(server) group (server, listen) by (listen.Address, listen.Port, Unknown: listen.Known ? null : listen);
        return addresses.Select(same => Best([.. same], host)).OfType<NginxDirective>().Distinct();
    }

    private static NginxDirective? Best(ImmutableArray<(NginxDirective Server, NginxListen Listen)> servers, string host)
    {
        (NginxDirective Server, int? Fit)[] fitting = [.. servers.SelectMany(one => NginxNames.Of(one.Server).Select(name => (one.Server, Fit: NginxNames.Fits(name, host)))).Where(one => one.Fit is not null)];
        if (fitting.Length > 0) return fitting.MinBy(one => one.Fit).Server;
        // A name that a template fills in may be the one.
        if (servers.FirstOrDefault(one => NginxNames.Of(one.Server).Any(name => name.Contains('$', StringComparison.Ordinal) || name.Contains('{', StringComparison.Ordinal))).Server is { } open) return open;
        return servers.FirstOrDefault(one => one.Listen.Default).Server ?? servers[0].Server;
    }

    private NginxListen Listen(NginxDirective server, bool secure)
    {
        ImmutableArray<NginxListen> own = [.. NginxListen.Of(server).Select(listen => listen with { Tls = listen.Tls || SharesTls(listen) })];
        return own.FirstOrDefault(listen => listen.Tls == secure) ?? own.FirstOrDefault() ?? new NginxListen("", null, server.At);
    }

    // `ssl` belongs to the listening socket: one server that says it says it for all on the same address.
    private bool SharesTls(NginxListen listen) => listen.Known && All.SelectMany(server => NginxListen.Of(server)).Any(other => other.Tls && other.Address == listen.Address && other.Port == listen.Port);

    private static string? HostOf(Handshake handshake)
    {
        if (handshake.Host is not { } host) return null;
        int colon = host.LastIndexOf(':');
        return colon > host.LastIndexOf(']') ? host[..colon] : host;
    }
}
