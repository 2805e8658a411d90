using Wayleave.Protocol.Frames;

namespace Wayleave.Protocol.Relay;

/// <summary>A relayed socket: two lanes, two pulses, and the ways in which it can end. It has no socket and no clock.</summary>
/// <remarks>
/// Whoever drives it tells it what comes (<see cref="Receive"/>, <see cref="Ended"/>, <see cref="SendFailed"/>, <see cref="Waits"/>,
/// <see cref="Drained"/>, <see cref="Tick"/>, <see cref="Leave"/>, <see cref="Cut"/>) and then asks, for each side, what to send there (<see cref="TakeInsert"/>) and what to do with its sending half after that (<see cref="TakeOrder"/>); when to
/// come back without being called (<see cref="WakeAt"/>); and whether all is over (<see cref="IsOver"/>), whereupon both are cut off.
/// How it ends:
/// <list type="number">
/// <item>A close frame passes as it is; its answer too; then we, the client's server, hang up first (RFC 6455 §7.1.1), and the client after us.</item>
/// <item>A client's FIN without a close is passed on, and the app's last words reach it as long as they flow, until its FIN.</item>
/// <item>An app's FIN without a close, before the client's, is made into a close 1014 where a frame may stand; inside a frame only a reset is honest.</item>
/// <item>A reset is a reset at the other side too, after a close that says why, where one may stand.</item>
/// <item>A peer that is dead (<see cref="Pulse"/>) is cut off, and the other one told: 1014 of an app, 1001 of a client.</item>
/// <item>Where we leave, the client gets the close. What it still sends reaches the app, its answer to the close at last.</item>
/// </list>
/// Not thread-safe.
/// </remarks>
public sealed class SocketRelay
{
    private readonly RelayOptions _options;
    private readonly TimeSpan _opened;
    private readonly RelayHalf _client;
    private readonly RelayHalf _app;
    private readonly RelayEnd _end;

    /// <summary>Begins with an open socket.</summary>
    /// <param name="options">How it is relayed.</param>
    /// <param name="chance">The random numbers it needs.</param>
    /// <param name="now">The time, on any clock that only goes forward.</param>
    public SocketRelay(RelayOptions options, RelayChance chance, TimeSpan now)
    {
        (_options, _opened) = (options, now);
        var client = new Pulse(options.Client, chance.ClientTag, now);
        var app = new Pulse(options.App, chance.AppTag, now);
        var down = new RelayLane(Role.Client, options.Limits, options.Extended) { Sender = app, Receiver = client };
        var up = new RelayLane(Role.Server, options.Limits, options.Extended) { Sender = client, Receiver = app };
        _client = new RelayHalf(options.Client, client, down, null);
        _app = new RelayHalf(options.App, app, up, chance.MaskingKey);
        _end = new RelayEnd(_client, _app, options.Close, now + options.Lifetime);
    }

    /// <summary>What ended it; null as long as nothing has.</summary>
    public RelayEnding? Ending => _end.Ending;

    /// <summary>True when nothing is left to be said: both sides are to be cut off.</summary>
    public bool IsOver => _end.IsOver;

    /// <summary>True if it is over although not both streams have ended both ways: what is left of them is worth a reset.</summary>
    public bool WasCut => _end is { IsOver: true, IsWhole: false };

    /// <summary>When <see cref="Tick"/> is to be called if nothing else happens; null: never.</summary>
    public TimeSpan? WakeAt
    {
        get
        {
            // While it ends, nobody is kept alive.
            if (_end.HasBegun)
                return _end.WakeAt;
            var at = Earlier(CanBeat(_client) ? _client.Pulse.WakeAt : null, CanBeat(_app) ? _app.Pulse.WakeAt : null);
            if (_options.Idle is { } idle)
                at = Earlier(at, LastData + idle);
            return _options.Lifetime is { } lifetime ? Earlier(at, _opened + lifetime) : at;
        }
    }

    private TimeSpan LastData
    {
        get
        {
            var (one, other) = (_client.Lane.LastData, _app.Lane.LastData);
            var last = one > other ? one : other;
            return last > _opened ? last : _opened;
        }
    }

    /// <summary>The lane on which a side receives.</summary>
    /// <param name="to">The side.</param>
    public RelayLane LaneTo(RelaySide to) => To(to).Lane;

    /// <summary>Whether a side is there.</summary>
    /// <param name="side">The side.</param>
    public Pulse PulseOf(RelaySide side) => To(side).Pulse;

    /// <summary>Takes a step over bytes that came from a side; call again with those left over.</summary>
    /// <param name="from">The side.</param>
    /// <param name="input">The bytes, at least one.</param>
    /// <param name="now">The time.</param>
    public LaneStep Receive(RelaySide from, ReadOnlySpan<byte> input, TimeSpan now)
    {
        var (sender, receiver) = (To(from), To(from.Other()));
        sender.Pulse.Heard(now);
        // Nobody takes it any more; what is said there cannot change how it ends.
        if (receiver.OutputEnded)
            return new LaneStep(default, 0, input.Length);
        var closed = receiver.Lane.Close is not null;
        var step = receiver.Lane.Next(input, now);
        if (step.Forward > 0)
            receiver.Pulse.Sent(now);
        if (!closed && receiver.Lane.Close is { } close)
            _end.ClosePassed(from, close, now);
        if (step.Violation != Violation.None)
            _end.Refuse(step.Violation, now);
        return step;
    }

    /// <summary>A side's stream has ended.</summary>
    /// <param name="from">The side.</param>
    /// <param name="reset">True if by a reset or another failure of its connection.</param>
    /// <param name="now">The time.</param>
    public void Ended(RelaySide from, bool reset, TimeSpan now) => _end.Ended(from, reset, now);

    /// <summary>Sending to a side failed: nothing can be sent there any more. What it had sent before may still come.</summary>
    /// <param name="to">The side.</param>
    /// <param name="now">The time.</param>
    public void SendFailed(RelaySide to, TimeSpan now) => _end.SendFailed(to, now);

    /// <summary>What was sent to a side waits to be taken, until <see cref="Drained"/>.</summary>
    /// <param name="to">The side.</param>
    public void Waits(RelaySide to) => To(to).Pulse.Waits();

    /// <summary>A side has taken bytes that had waited for it: it lives, even if it says nothing.</summary>
    /// <param name="to">The side.</param>
    /// <param name="now">The time.</param>
    public void Drained(RelaySide to, TimeSpan now)
    {
        To(to).Pulse.Drained(now);
        // What waited had come from the other side, which could not be heard meanwhile.
        To(to.Other()).Pulse.Heard(now);
    }

    /// <summary>The time has come to look: keep-alive, limits, an end that takes too long.</summary>
    /// <param name="now">The time.</param>
    public void Tick(TimeSpan now)
    {
        _end.Tick(now);
        if (_end.HasBegun)
            return;
        if (CanBeat(_client) && _client.Pulse.IsDead(now))
            _end.Bury(RelaySide.Client, now);
        else if (CanBeat(_app) && _app.Pulse.IsDead(now))
            _end.Bury(RelaySide.App, now);
        else if (_options.Idle is { } idle && now >= LastData + idle)
            Leave(EndedBy.IdleLimit, CloseCode.GoingAway, $"no message for {idle.TotalSeconds:0.#} s", now);
        else if (_options.Lifetime is { } lifetime && now >= _opened + lifetime)
            Leave(EndedBy.LifetimeLimit, CloseCode.GoingAway, $"open for {lifetime.TotalSeconds:0.#} s", now);
        else
        {
            if (CanBeat(_client))
                _client.Beat(now);
            if (CanBeat(_app))
                _app.Beat(now);
        }
    }

    /// <summary>Ends it from our side: the client gets a close, its answer goes on to the app.</summary>
    /// <param name="by">On whose behalf.</param>
    /// <param name="code">What the client is told.</param>
    /// <param name="reason">And why.</param>
    /// <param name="now">The time.</param>
    public void Leave(EndedBy by, CloseCode code, string reason, TimeSpan now) => _end.Leave(by, code, reason, now);

    /// <summary>Ends it at once, with nothing said.</summary>
    /// <param name="now">The time.</param>
    public void Cut(TimeSpan now) => _end.Cut(now);

    /// <summary>What is to be sent to a side now, besides what comes for it; often nothing.</summary>
    /// <param name="to">The side.</param>
    /// <param name="now">The time.</param>
    public ReadOnlyMemory<byte> TakeInsert(RelaySide to, TimeSpan now)
    {
        var half = To(to);
        var insert = half.Lane.TakeInsert(now);
        // What was held back belongs to the stream also when no more of it comes.
        return insert.IsEmpty && To(to.Other()).InputEnded ? half.Lane.TakeHeld() : insert;
    }

    /// <summary>What is to be done with a side's sending half, after everything else was sent; each order is given once, and wants <see cref="OrderDone"/>.</summary>
    /// <param name="to">The side.</param>
    public OutputOrder TakeOrder(RelaySide to)
    {
        var half = To(to);
        if (half.OutputEnded || !half.IsReady(To(to.Other())))
            return OutputOrder.None;
        half.OutputEnded = true;
        return half.Order;
    }

    /// <summary>The order taken has been carried out, or cannot be: until then it is not over, and the time for it runs.</summary>
    /// <param name="to">The side.</param>
    public void OrderDone(RelaySide to) => _end.OrderDone(to);

    /// <summary>Whether there is something to send to a side, or something to do with its sending half.</summary>
    /// <param name="to">The side.</param>
    public bool HasWork(RelaySide to)
    {
        var half = To(to);
        return !half.OutputEnded && ((half.Lane.HasInsert && half.Lane.BetweenFrames) || half.IsReady(To(to.Other())));
    }

    private RelayHalf To(RelaySide side) => side == RelaySide.Client ? _client : _app;

    // As long as what a side has sent waits for the other one nothing more of it is read, its pongs neither: it cannot be judged then, unless it takes nothing itself.
    private bool CanBeat(RelayHalf half)
    {
        var other = half == _client ? _app : _client;
        return half.CanBeat(other.Lane) && (half.Pulse.IsWaiting || !other.Pulse.IsWaiting);
    }

    private static TimeSpan? Earlier(TimeSpan? one, TimeSpan? other) => one is null || other < one ? other ?? one : one;
}
