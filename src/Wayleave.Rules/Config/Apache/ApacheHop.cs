using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Apache;

/// <summary>What an Apache httpd does with a handshake.</summary>
/// <param name="file">Its configuration.</param>
internal sealed class ApacheHop(ApacheFile file) : Hop("apache", HopPlace.Proxy, file.Source.All)
{
    // The sites with the paths that each treats as a socket; a server may have hundreds of them.
    private readonly ImmutableArray<(ApacheSite Site, ImmutableHashSet<string> Sockets)> _sites = [.. file.Sites.Select(site => (site, ApacheSockets.Named(site).Select(socket => socket.Path).ToImmutableHashSet()))];

    /// <inheritdoc/>
    public override ImmutableArray<SocketPath> SocketPaths => [.. ApacheSockets.Of(file)];

    /// <inheritdoc/>
    public override IEnumerable<Passage> Pass(Handshake handshake) =>
        SitesAskedFor.Count(
            handshake,
            SitesAskedFor.Of(handshake, _sites.Where(one => one.Site.Answers(handshake.Host)).Select(one => (one.Site, one.Sockets.Contains(handshake.Path))))
                .Select(site => new ApacheRoute(site, handshake).Passage()).OfType<Passage>());
}
