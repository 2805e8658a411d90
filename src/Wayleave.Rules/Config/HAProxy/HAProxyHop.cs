using System.Collections.Immutable;
using Wayleave.Rules.Config.HAProxy.Matching;
using Wayleave.Rules.Config.HAProxy.Passing;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.HAProxy;

/// <summary>What a HAProxy does with a handshake.</summary>
internal sealed class HAProxyHop(HAProxyFile file) : Hop("haproxy", HopPlace.Proxy, file.Source.All)
{
    // In mode tcp a socket's bytes pass like any others; a database's listener is no site.
    private static readonly int[] s_webPorts = [80, 443, 8080, 8443];

    /// <inheritdoc/>
    public override ImmutableArray<SocketPath> SocketPaths => HAProxySocketPaths.Of(file);

    /// <summary>The sections that browsers can reach.</summary>
    public IEnumerable<HAProxyProxy> Fronts => file.Proxies.Where(IsSite);

    /// <inheritdoc/>
    public override IEnumerable<Passage> Pass(Handshake handshake) =>
        from front in Fronts
        from request in Requests(front, handshake)
        let passage = HAProxyRouting.Pass(front, request)
        // What is done with hosts that the file does not name concerns a site only where it lets them through.
        where request.Host != HAProxyHosts.Other || passage.End is PassageEnd.Forwarded || !NamesHosts(front)
        select passage;

    /// <summary>A handshake as it may come in at a section: at each of its addresses, for each host that it tells apart.</summary>
    /// <param name="front">The section.</param>
    /// <param name="handshake">The handshake.</param>
    public static IEnumerable<HAProxyRequest> Requests(HAProxyProxy front, Handshake handshake) =>
        from bind in front.Binds.Cast<HAProxyBind?>().DefaultIfEmpty()
        from host in HAProxyHosts.Of(front, handshake)
        select new HAProxyRequest(handshake, host, bind);

    private static bool NamesHosts(HAProxyProxy front) => HAProxyHosts.Of(front, new Handshake { Path = "/" }).Skip(1).Any();

    private static bool IsSite(HAProxyProxy proxy) =>
        proxy.Section.TakesClients
        && (proxy.IsHttp == true || (proxy.IsHttp == false && proxy.Binds.Any(bind => bind.Port is { } port && s_webPorts.Contains(port))))
        // The statistics' own page.
        && !(proxy.Section.FindAll("stats").Any() && !proxy.Section.FindAll("default_backend").Any() && !proxy.Section.FindAll("use_backend").Any() && proxy.Servers.IsEmpty);
}
