using System.Collections.Immutable;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis;

/// <summary>What was seen on one way to the socket: the public URL's, or straight to an <c>--origin</c> or <c>--via</c>.</summary>
public sealed class Way
{
    /// <summary>Sorts a way's probes.</summary>
    /// <param name="route">The way, as in <see cref="Probe.Route"/>.</param>
    /// <param name="probes">Its probes in their order.</param>
    public Way(string route, IEnumerable<Probe> probes)
    {
        Route = route;
        Probes = [.. probes];
        Handshakes = [.. Probes.OfType<HandshakeProbe>()];
        Browser = Handshakes.FirstOrDefault(h => h.Variation == Variation.Browser);
    }

    /// <summary>The way, as in <see cref="Probe.Route"/>.</summary>
    public string Route { get; }

    /// <summary>Every probe on this way, in order.</summary>
    public ImmutableArray<Probe> Probes { get; }

    /// <summary>The handshakes, in order.</summary>
    public ImmutableArray<HandshakeProbe> Handshakes { get; }

    /// <summary>The browser's own handshake; null if it was not tried.</summary>
    public HandshakeProbe? Browser { get; }

    /// <summary>The plain GET on the socket's own path; null if it was not tried.</summary>
    public HttpProbe? PlainGet => Http("http-socket-path");

    /// <summary>The handshake with that one thing varied; null if it was not tried.</summary>
    /// <param name="variation">What was varied.</param>
    public HandshakeProbe? Varied(Variation variation) => Handshakes.FirstOrDefault(h => h.Variation == variation);

    /// <summary>The first plain request of that name; null if it was not made.</summary>
    /// <param name="name">The probe's name.</param>
    public HttpProbe? Http(string name) => Probes.OfType<HttpProbe>().FirstOrDefault(p => p.Name == name);

    /// <summary>Every HTTP answer on this way: plain and upgrade.</summary>
    public IEnumerable<(string Id, HttpExchange Exchange)> Exchanges => Probes.SelectMany(p => p switch
    {
        HttpProbe http => [(http.Id, http.Exchange)],
        HandshakeProbe handshake => new[] { (handshake.Id, handshake.Exchange) },
        _ => [],
    });
}
