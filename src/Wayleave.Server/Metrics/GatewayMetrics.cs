using System.Diagnostics.Metrics;
using Wayleave.Protocol.Relay;
using Wayleave.Server.Destinations;
using Wayleave.Server.Events;
using Wayleave.Server.Events.Sockets;
using Wayleave.Server.Listening;
using Wayleave.Server.Logs;
using Wayleave.Server.Relaying;
using Wayleave.Server.Serving;
using Wayleave.Server.Upgrading;

namespace Wayleave.Server.Metrics;

/// <summary>
/// All figures of a gateway: instruments of one meter, from which Prometheus's text and OpenTelemetry's export are both made.
/// <c>docs/admin.md</c> lists them.
/// </summary>
internal sealed class GatewayMetrics : IGatewayObserver, IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Wayleave";

    // From the same machine to a satellite; from a cached page to a long poll; from a failed start to weeks.
    private static readonly InstrumentAdvice<double> s_roundTrips = Bounds(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 75);
    private static readonly InstrumentAdvice<double> s_requests = Bounds(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60);
    private static readonly InstrumentAdvice<double> s_lives = Bounds(1, 10, 30, 60, 120, 300, 600, 1800, 3600, 14400, 43200, 86400, 604800);

    private readonly Meter _meter;
    private readonly SocketTotals _totals = new();
    private readonly CarryTotals _carried = new();
    private readonly CloseCodeLabels _codes = new();
    private readonly Reconnects _reconnects;
    private readonly Counter<long> _upgrades;
    private readonly Counter<long> _closes;
    private readonly Counter<long> _reconnected;
    private readonly Counter<long> _requests;
    private readonly Histogram<double> _roundTrip;
    private readonly Histogram<double> _life;
    private readonly Histogram<double> _request;
    private DestinationPool? _pool;
    private ConnectionCount? _connections;
    private EventSockets? _events;
    private GivenEvents? _given;

    /// <summary>Makes the instruments.</summary>
    /// <param name="version">Our version.</param>
    /// <param name="time">The clock.</param>
    public GatewayMetrics(string version, TimeProvider time)
    {
        _reconnects = new Reconnects(time);
        _meter = new Meter(MeterName, version);
        Store = new MetricStore(_meter);
        _meter.CreateObservableGauge("wayleave.build_info", () => new Measurement<long>(1, Tag("version", version), Tag("runtime", $"{Environment.Version}")), null, "1; the version is in the labels.");
        _meter.CreateObservableGauge("wayleave.connections", () => (long)(_connections?.Now ?? 0), "{connection}", "Client connections, of sockets and of ordinary requests.");
        _meter.CreateObservableGauge("wayleave.max_connections", () => (long)(_connections?.Limit ?? 0), "{connection}", "The most client connections; more get 503.");
        _meter.CreateObservableUpDownCounter("wayleave.open_sockets", OpenSockets, "{socket}", "Open WebSockets.");
        _meter.CreateObservableGauge("wayleave.destination.up", Up, null, "1 if a destination may be chosen; 0 if it is down, resting or drained.");
        _upgrades = _meter.CreateCounter<long>("wayleave.upgrades", "{upgrade}", "WebSocket handshakes by what became of them.");
        _closes = _meter.CreateCounter<long>("wayleave.socket.closes", "{socket}", "WebSockets that have ended, by who hung up first and the close code said.");
        _reconnected = _meter.CreateCounter<long>("wayleave.reconnects", "{socket}", "WebSockets opened within 60 s after one of the same route and client address had ended.");
        _meter.CreateObservableCounter("wayleave.socket.bytes", Bytes, "By", "Bytes relayed, frame headers included, those of open WebSockets too.");
        _meter.CreateObservableCounter("wayleave.socket.messages", Messages, "{message}", "Messages relayed whole, those of open WebSockets too.");
        _meter.CreateObservableUpDownCounter("wayleave.carried_sockets", Carried, "{socket}", "Open WebSockets that are carried, by what carries them now: websocket, stream, sse, poll; none while the page is away.");
        _meter.CreateObservableCounter("wayleave.carry.resumes", () => Sums(sums => sums.Resumes), "{resume}", "How often a carried WebSocket was resumed after a drop, or on another transport.");
        _meter.CreateObservableCounter("wayleave.carry.replayed_messages", () => Sums(sums => sums.Replayed), "{message}", "Messages of apps that were sent again to pages that had not got them.");
        _meter.CreateObservableCounter("wayleave.events.given", Given, "{event}", "Events given on routes with channels, by what they came over: ws, sse, poll.");
        _meter.CreateObservableGauge("wayleave.buffered", _totals.Held, "By", "Bytes held for peers that do not take them yet.");
        _roundTrip = Histogram("wayleave.socket.round_trip", "Round trips that pings of ours measured.", s_roundTrips);
        _life = Histogram("wayleave.socket.duration", "How long WebSockets that have ended were open.", s_lives);
        _requests = _meter.CreateCounter<long>("wayleave.requests", "{request}", "Ordinary requests by the status of the answer.");
        _request = Histogram("wayleave.request", "How long ordinary requests took; WebSockets are not among them.", s_requests);
        ProcessFigures.AddTo(_meter);
    }

    /// <summary>What has been measured, for Prometheus.</summary>
    public MetricStore Store { get; }

    /// <summary>Tells what there is to be looked at.</summary>
    /// <param name="pool">The destinations.</param>
    /// <param name="connections">The client connections.</param>
    /// <param name="events">The sockets that give channels.</param>
    /// <param name="given">What is given, over these and otherwise.</param>
    public void Attach(DestinationPool pool, ConnectionCount connections, EventSockets events, GivenEvents given) =>
        (_pool, _connections, _events, _given) = (pool, connections, events, given);

    /// <inheritdoc/>
    public void Opened(LiveTunnel tunnel)
    {
        var (route, client) = (tunnel.Info.Route, tunnel.Info.Client);
        _totals.Opened(tunnel);
        _carried.Opened(tunnel);
        // RFC 8441 §5: over HTTP/2 a 200 says what 101 says over HTTP/1.1.
        _upgrades.Add(1, Tag("route", route), Tag("outcome", "opened"), Tag("status", tunnel.Info.Protocol == "HTTP/2" ? 200 : 101));
        if (_reconnects.Opened(route, client))
            _reconnected.Add(1, Tag("route", route));
    }

    /// <inheritdoc/>
    public void Closed(LiveTunnel tunnel, RelayEnding ending)
    {
        _totals.Closed(tunnel);
        _carried.Closed(tunnel);
        _reconnects.Ended(tunnel.Info.Route, tunnel.Info.Client);
        _closes.Add(1, Tag("route", tunnel.Info.Route), Tag("by", SocketFields.Name(ending.By)), Tag("code", _codes.Of(ending.Code)));
        _life.Record(tunnel.Tunnel.Age.TotalSeconds, Tag("route", tunnel.Info.Route));
    }

    /// <inheritdoc/>
    public void Joined(LiveEvents live)
    {
        _upgrades.Add(1, Tag("route", live.Route), Tag("outcome", "opened"), Tag("status", live.Protocol == "HTTP/2" ? 200 : 101));
        if (_reconnects.Opened(live.Route, live.Client))
            _reconnected.Add(1, Tag("route", live.Route));
    }

    /// <inheritdoc/>
    public void Left(LiveEvents live, EventEnding ending)
    {
        _reconnects.Ended(live.Route, live.Client);
        _closes.Add(1, Tag("route", live.Route), Tag("by", ending.By), Tag("code", _codes.Of(ending.Code)));
    }

    /// <inheritdoc/>
    public void RoundTrip(RelaySide side, TimeSpan elapsed) => _roundTrip.Record(elapsed.TotalSeconds, Tag("side", side == RelaySide.Client ? "client" : "app"));

    /// <inheritdoc/>
    public void Refused(UpgradeAttempt attempt) =>
        _upgrades.Add(1, Tag("route", attempt.Route), Tag("outcome", attempt.Outcome), Tag("status", attempt.Status));

    /// <inheritdoc/>
    public void Answered(RequestOutcome outcome)
    {
        _requests.Add(1, Tag("route", outcome.Route), Tag("status", outcome.Status));
        _request.Record(outcome.Elapsed.TotalSeconds, Tag("route", outcome.Route));
    }

    /// <inheritdoc/>
    public void Changed(DestinationChange change)
    {
        // It is looked at when somebody asks.
    }

    /// <inheritdoc/>
    public void Notice(GatewayNotice notice)
    {
        // For the log alone.
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Store.Dispose();
        _meter.Dispose();
    }

    private static InstrumentAdvice<double> Bounds(params double[] bounds) => new() { HistogramBucketBoundaries = bounds };

    private static KeyValuePair<string, object?> Tag(string name, object? value) => new(name, value);

    private Histogram<double> Histogram(string name, string description, InstrumentAdvice<double> advice) =>
        _meter.CreateHistogram(name, "s", description, tags: null, advice);

    private IEnumerable<Measurement<long>> OpenSockets()
    {
        var open = _totals.OpenByDestination();
        return (_pool?.All ?? []).Select(destination => new Measurement<long>(
            open.GetValueOrDefault(destination), Tag("route", destination.Key.Route), Tag("destination", destination)))
            // Those that give channels lead nowhere.
            .Concat((_events?.Live ?? []).GroupBy(live => live.Route).Select(route => new Measurement<long>(route.Count(), Tag("route", route.Key), Tag("destination", ""))));
    }

    private IEnumerable<Measurement<long>> Carried() =>
        _carried.Carried().Select(each => new Measurement<long>(each.Value, Tag("route", each.Key.Route), Tag("transport", each.Key.Transport)));

    private IEnumerable<Measurement<long>> Sums(Func<CarryTotals.Sums, long> which) =>
        _carried.ByRoute().Select(route => new Measurement<long>(which(route.Value), Tag("route", route.Key)));

    private IEnumerable<Measurement<long>> Given() =>
        (_given?.Now ?? []).Select(sum => new Measurement<long>(sum.Value, Tag("route", sum.Key.Route), Tag("transport", sum.Key.Transport)));

    private IEnumerable<Measurement<long>> Up() =>
        (_pool?.All ?? []).Where(destination => !destination.IsRetired).Select(destination => new Measurement<long>(
            destination.Health.IsUsable ? 1 : 0, Tag("route", destination.Key.Route), Tag("destination", destination)));

    private IEnumerable<Measurement<long>> Bytes() => BothWays(sums => (sums.BytesUp, sums.BytesDown));

    private IEnumerable<Measurement<long>> Messages() => BothWays(sums => (sums.MessagesUp, sums.MessagesDown));

    private IEnumerable<Measurement<long>> BothWays(Func<SocketTotals.Sums, (long Up, long Down)> which)
    {
        foreach (var (route, sums) in _totals.ByRoute())
        {
            var (up, down) = which(sums);
            yield return new Measurement<long>(up, Tag("route", route), Tag("direction", "up"));
            yield return new Measurement<long>(down, Tag("route", route), Tag("direction", "down"));
        }
    }
}
