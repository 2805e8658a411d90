using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Azure;

/// <summary>Azure Front Door, Standard or Premium. It passes sockets, save on routes that cache: there a handshake goes on as a plain request.</summary>
/// <param name="template">The file's resources.</param>
/// <param name="at">Where its description begins.</param>
/// <seealso href="https://learn.microsoft.com/azure/frontdoor/standard-premium/websocket">WebSocket</seealso>
internal sealed class FrontDoorHop(AzureTemplate template, Span at) : Hop("azure-front-door", HopPlace.Edge, at)
{
    // Both are fixed, says the page above.
    private static readonly Setting<TimeSpan> s_idle = new(TimeSpan.FromMinutes(5), null);
    private static readonly Setting<TimeSpan> s_lifetime = new(TimeSpan.FromHours(4), null);

    /// <inheritdoc/>
    public override ImmutableArray<SocketPath> SocketPaths => AzureHops.Sockets(Routes.SelectMany(Patterns));

    /// <inheritdoc/>
    public override IEnumerable<Passage> Pass(Handshake handshake)
    {
        if (Routes.Any(route => Patterns(route).Count() != Listed(route).Length)) return [];
        AzureResource? chosen = Routes.Select(route => (Route: route, Fit: Patterns(route).Max(pattern => AzureHops.Fit(pattern.Value, handshake.Path)))).Where(one => one.Fit is not null).OrderByDescending(one => one.Fit).FirstOrDefault().Route;
        return chosen is null ? [] : [To(chosen, handshake)];
    }

    private IEnumerable<AzureResource> Routes => template.Of("Microsoft.Cdn/profiles/afdEndpoints/routes");

    private static ImmutableArray<DataNode> Listed(AzureResource route) => route.Entry("patternsToMatch")?.Value.Items ?? [];

    private static IEnumerable<DataScalar> Patterns(AzureResource route) => Listed(route).OfType<DataScalar>();

    private Passage To(AzureResource route, Handshake handshake)
    {
        DataEntry? cache = route.Entry("cacheConfiguration");
        bool? caches = cache is null ? false : template.Known(cache.Value) switch { DataMap => true, DataScalar { IsNull: true } => false, _ => null };
        ImmutableDictionary<string, HeaderFate> headers = ImmutableDictionary<string, HeaderFate>.Empty.Add("x-forwarded-proto", HeaderFate.Is(handshake.Secure ? "https" : "http"));
        if (caches != false) headers = headers.Add("upgrade", caches == true ? HeaderFate.Gone(cache!.At) : HeaderFate.Unknown());
        AzureResource? origin = template.Of("Microsoft.Cdn/profiles/originGroups/origins").ToArray() is [var only] ? only : null;
        DataNode? host = template.Known(origin?.Entry("originHostHeader")?.Value);
        if (host is DataScalar { IsNull: false } name) headers = headers.Add("host", HeaderFate.Is(name.Value, origin!.Entry("originHostHeader")!.At));
        else if (origin is null || origin.Entry("originHostHeader") is not null) headers = headers.Add("host", HeaderFate.Unknown());
        return new Passage
        {
            At = route.At, End = PassageEnd.Forwarded, Listener = new Listener(443, true, route.At), Host = handshake.Host ?? "any.invalid", Headers = headers, Idle = s_idle, Lifetime = s_lifetime,
            Version = new Setting<Version>(new Version(1, 1), null),
            To = new Upstream(origin?.At ?? route.At) { Host = template.Known(origin?.Entry("hostName")?.Value)?.Text, Tls = template.Known(route.Entry("forwardingProtocol")?.Value)?.Text switch { "HttpsOnly" => true, "HttpOnly" => false, "MatchRequest" => handshake.Secure, _ => null }, Sticky = null },
        };
    }
}
