using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Apache;

/// <summary>What an Apache httpd does with a handshake.</summary>
/// <param name="file">Its configuration.</param>
internal sealed class ApacheHop(ApacheFile file) : Hop("apache", HopPlace.Proxy, file.Source.All)
{
    /// <inheritdoc/>
    public override ImmutableArray<SocketPath> SocketPaths => [.. ApacheSockets.Of(file)];

    /// <inheritdoc/>
    public override IEnumerable<Passage> Pass(Handshake handshake) =>
        SitesAskedFor.Of(
            handshake,
            [.. file.Sites.Where(site => site.Answers(handshake.Host)).Select(site => (Passage: new ApacheRoute(site, handshake).Passage(), Names: ApacheSockets.Names(site, handshake.Path)))]);
}
