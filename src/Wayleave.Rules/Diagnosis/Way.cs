using System.Collections.Immutable;
using Wayleave.Rules.Diagnosis.Hops;
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
        Handshakes = [.. Probes.OfType<HandshakeProbe>().Where(h => h.Variation != Variation.PolledSession)];
        PolledSession = Probes.OfType<HandshakeProbe>().FirstOrDefault(h => h.Variation == Variation.PolledSession);
        Browser = Handshakes.FirstOrDefault(h => h.Variation == Variation.Browser);
    }

    /// <summary>The way, as in <see cref="Probe.Route"/>.</summary>
    public string Route { get; }

    /// <summary>Every probe on this way, in order.</summary>
    public ImmutableArray<Probe> Probes { get; }

    /// <summary>The handshakes at the socket's own URL, in order.</summary>
    public ImmutableArray<HandshakeProbe> Handshakes { get; }

    /// <summary>The browser's own handshake; null if it was not tried.</summary>
    public HandshakeProbe? Browser { get; }

    /// <summary>The handshake that goes on with an Engine.IO session which a poll began; null if it was not tried.</summary>
    public HandshakeProbe? PolledSession { get; }

    /// <summary>The plain GET on the socket's own path; null if it was not tried.</summary>
    public HttpProbe? PlainGet => Http("http-socket-path");

    /// <summary>The first request for the page itself, or for the root; null if none was made.</summary>
    public HttpProbe? PageGet => Http("http-page") ?? Http("http-root");

    /// <summary>The handshake with that one thing varied; null if it was not tried.</summary>
    /// <param name="variation">What was varied.</param>
    public HandshakeProbe? Varied(Variation variation) => Handshakes.FirstOrDefault(h => h.Variation == variation);

    /// <summary>The first plain request of that name; null if it was not made.</summary>
    /// <param name="name">The probe's name.</param>
    public HttpProbe? Http(string name) => Probes.OfType<HttpProbe>().FirstOrDefault(p => p.Name == name);

    /// <summary>True if the browser's own handshake leads to an open socket.</summary>
    public bool Opened => Browser is { Opened: true };

    /// <summary>True if the browser's own handshake was answered with HTTP that is no switch of protocols.</summary>
    public bool Refused => Browser is { Opened: false, Session: null, Exchange.Status: not null and not 101 };

    /// <summary>The status that answers the browser's own handshake; null without an answer.</summary>
    public int? Status => Browser?.Exchange.Status;

    /// <summary>Why the browser's own handshake has no answer; null if it has one or was not tried.</summary>
    public Failure? Failure => Browser?.Exchange.Failure;

    /// <summary>True if the whole request was sent and nothing came back within the deadline.</summary>
    public bool Unanswered => Browser is { Exchange: { Status: null, Failure: { Stage: FailureStage.FirstByte, Kind: FailureKind.TimedOut } } };

    /// <summary>Who wrote the answer to the browser's own handshake, as far as it shows.</summary>
    public Answer Answer => Browser is null ? Answer.Unknown : Answerer.Of(Browser.Exchange);

    /// <summary>True if the plain GET got the same status and body as the upgrade: whoever answered saw no difference.</summary>
    public bool SameAsPlain =>
        Refused && PlainGet is { Exchange: { Status: not null } plain } && plain.Status == Status && plain.Body == Browser!.Exchange.Body;

    /// <summary>What arrived at a far end that is ours; null where it is not ours or did not say.</summary>
    public ArrivedFacts? Arrived => Browser is null ? null : Arrivals.Of(Browser);

    /// <summary>How the browser's own socket ended, if the peer ended it within the hold; null otherwise.</summary>
    public SessionEnd? EndedByPeer =>
        Browser is { Opened: true, Session.End: { Kind: not (EndKind.ClosedByUs or EndKind.ClosedByUsUnanswered) } end } ? end : null;

    /// <summary>Every HTTP answer on this way: plain and upgrade.</summary>
    public IEnumerable<(string Id, HttpExchange Exchange)> Exchanges => Probes.SelectMany(p => p switch
    {
        HttpProbe http => [(http.Id, http.Exchange)],
        HandshakeProbe handshake => new[] { (handshake.Id, handshake.Exchange) },
        _ => [],
    });
}
