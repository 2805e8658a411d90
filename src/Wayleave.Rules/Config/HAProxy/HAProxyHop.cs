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
    public override IEnumerable<Passage> Pass(Handshake handshake)
    {
        ImmutableArray<Passage> all = [.. Fronts.SelectMany(front => Pass(front, handshake))];
        // A section that refuses what another one lets through is for something else: certificates, statistics.
        bool passes = all.Any(passage => passage.End is PassageEnd.Forwarded or PassageEnd.Unknown);
        return all.Where(passage => !passes || passage.End is not (PassageEnd.Answered or PassageEnd.Closed));
    }

    // Where nobody said which host is meant, those that are refused or redirected (to www, say) are not: as long as one is let through.
    private static ImmutableArray<Passage> Pass(HAProxyProxy front, Handshake handshake)
    {
        ImmutableArray<(string? Host, Passage Passage)> all = [.. Requests(front, handshake).Select(request => (request.Host, HAProxyRouting.Pass(front, request)))];
        if (handshake.Host is null && all.Any(one => one.Passage.End is PassageEnd.Forwarded)) return [.. all.Where(one => one.Passage.End is PassageEnd.Forwarded or PassageEnd.Unknown || LeadsToTls(one.Passage)).Select(one => one.Passage)];
        bool named = all.Any(one => one.Host != HAProxyHosts.Other);
        return [.. all.Where(one => one.Host != HAProxyHosts.Other || !named).Select(one => one.Passage)];
    }

    private static bool LeadsToTls(Passage passage) => passage is { End: PassageEnd.Redirected, Listener.Tls: false } && passage.Location?.StartsWith("https:", StringComparison.Ordinal) == true;

    /// <summary>A handshake as it may come in at a section: at each of its addresses, for each host that it tells apart.</summary>
    /// <param name="front">The section.</param>
    /// <param name="handshake">The handshake.</param>
    public static IEnumerable<HAProxyRequest> Requests(HAProxyProxy front, Handshake handshake) =>
        from bind in front.Binds.Cast<HAProxyBind?>().DefaultIfEmpty()
        from host in HAProxyHosts.Of(front, handshake)
        select new HAProxyRequest(handshake, host, bind);

    private static bool IsSite(HAProxyProxy proxy) =>
        proxy.Section.TakesClients
        && (proxy.IsHttp == true || (proxy.IsHttp == false && proxy.Binds.Any(bind => bind.Port is { } port && s_webPorts.Contains(port))))
        // The statistics' own page.
        && !(proxy.Section.FindAll("stats").Any() && !proxy.Section.FindAll("default_backend").Any() && !proxy.Section.FindAll("use_backend").Any() && proxy.Servers.IsEmpty);
}
