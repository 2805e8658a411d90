using Wayleave.Protocol.Frames;

namespace Wayleave.Protocol.Relay;

/// <summary>A relayed socket: two lanes, two pulses, and the ways in which it can end. It has no socket and no clock.</summary>
/// <remarks>
/// Whoever drives it tells it what comes (<see cref="Receive"/>, <see cref="Ended"/>, <see cref="Tick"/>, <see cref="Leave"/>) and then asks, for
/// each side, what to send there (<see cref="TakeInsert"/>) and what to do with its sending half after that (<see cref="TakeOrder"/>); when to
/// come back without being called (<see cref="WakeAt"/>); and whether all is over (<see cref="IsOver"/>), whereupon both are cut off.
/// How it ends:
/// <list type="number">
/// <item>A close frame passes as it is; its answer too; then the app hangs up first, and the client after it (RFC 6455 §7.1.1).</item>
/// <item>A client's FIN without a close is passed on, and the app's last words reach it until the close time-out.</item>
/// <item>An app's FIN without a close is made into a close 1014 where a frame may stand; inside a frame only a reset is honest.</item>
/// <item>A reset is a reset at the other side too, after a close that says why, where one may stand.</item>
/// <item>A peer that is dead (<see cref="Pulse"/>) is cut off, and the other one told: 1014 of an app, 1001 of a client.</item>
/// <item>Where we leave, the client gets the close. What it still sends reaches the app, its answer to the close at last.</item>
/// </list>
/// Not thread-safe.
/// </remarks>
public sealed class SocketRelay
{
    // What must still be written when the time is up gets this long.
    private static readonly TimeSpan s_lastWords = TimeSpan.FromSeconds(1);

    private readonly RelayOptions _options;
    private readonly RelayChance _chance;
    private readonly TimeSpan _opened;
    private readonly Half _client;
    private readonly Half _app;
    private TimeSpan? _finishAt;
    private TimeSpan? _cutAt;

    /// <summary>Begins with an open socket.</summary>
    /// <param name="options">How it is relayed.</param>
    /// <param name="chance">The random numbers it needs.</param>
    /// <param name="now">The time, on any clock that only goes forward.</param>
    public SocketRelay(RelayOptions options, RelayChance chance, TimeSpan now)
    {
        (_options, _chance, _opened) = (options, chance, now);
        var client = new Pulse(options.Client, chance.ClientTag, now);
        var app = new Pulse(options.App, chance.AppTag, now);
        _client = new Half(client, new RelayLane(Role.Client, options.Limits, options.Extended) { Sender = app, Receiver = client });
        _app = new Half(app, new RelayLane(Role.Server, options.Limits, options.Extended) { Sender = client, Receiver = app });
    }

    /// <summary>What ended it; null as long as nothing has.</summary>
    public RelayEnding? Ending { get; private set; }

    /// <summary>True when nothing is left to be said: both sides are to be cut off.</summary>
    public bool IsOver { get; private set; }

    /// <summary>True if it is over although not both streams have ended both ways: what is left of them is worth a reset.</summary>
    public bool WasCut => IsOver && !(_client is { InputEnded: true, OutputEnded: true } && _app is { InputEnded: true, OutputEnded: true });

    /// <summary>When <see cref="Tick"/> is to be called if nothing else happens; null: never.</summary>
    public TimeSpan? WakeAt
    {
        get
        {
            if (IsOver)
                return null;
            var at = _cutAt ?? _finishAt;
            // While it ends, nobody is kept alive.
            if (at is not null)
                return at;
            at = Earlier(_client.Pulse.WakeAt, _app.Pulse.WakeAt);
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
        var closed = receiver.Lane.Close is not null;
        sender.Pulse.Heard(now);
        var step = receiver.Lane.Next(input, now);
        if (step.Forward > 0)
            receiver.Pulse.Sent(now);
        if (!closed && receiver.Lane.Close is { } close)
            ClosePassed(from, close, now);
        if (step.Violation != Violation.None)
            Refuse(step.Violation, now);
        return step;
    }

    /// <summary>A side's stream has ended.</summary>
    /// <param name="from">The side.</param>
    /// <param name="reset">True if by a reset or another failure of its connection.</param>
    /// <param name="now">The time.</param>
    public void Ended(RelaySide from, bool reset, TimeSpan now)
    {
        var (sender, receiver) = (To(from), To(from.Other()));
        if (sender.InputEnded)
            return;
        sender.InputEnded = true;
        if (reset)
        {
            // Nothing can be sent there any more either.
            sender.OutputEnded = true;
            HandleReset(from, receiver, now);
        }
        else if (from == RelaySide.Client || receiver.Lane.IsShut)
        {
            Note(from == RelaySide.Client ? EndedBy.Client : EndedBy.App, "connection ended without a close frame", null, "");
            receiver.Order = OutputOrder.Finish;
        }
        else
        {
            HandleAppGone(receiver);
        }

        BeginEnd(now);
        FinishIfDone();
    }

    /// <summary>A side has taken bytes that had waited for it: it lives, even if it says nothing.</summary>
    /// <param name="to">The side.</param>
    /// <param name="now">The time.</param>
    public void Drained(RelaySide to, TimeSpan now) => To(to).Pulse.Drained(now);

    /// <summary>The time has come to look: keep-alive, limits, an end that takes too long.</summary>
    /// <param name="now">The time.</param>
    public void Tick(TimeSpan now)
    {
        // After a client's FIN its answer may take as long as it flows.
        if (_client.InputEnded && !_app.InputEnded && _app.Lane.Close is null && _finishAt is not null && _app.Pulse.LastHeard + _options.Close is var flows && flows > _finishAt)
            _finishAt = flows;
        if (now >= _cutAt)
            IsOver = true;
        else if (_cutAt is null && now >= _finishAt)
            GiveUp(now);
        if (IsOver || _finishAt is not null)
            return;

        if (_client.Pulse.IsDead(now) || _app.Pulse.IsDead(now))
            Bury(_client.Pulse.IsDead(now) ? RelaySide.Client : RelaySide.App, now);
        else if (_options.Idle is { } idle && now >= LastData + idle)
            Leave(EndedBy.IdleLimit, CloseCode.GoingAway, $"no message for {idle.TotalSeconds:0.#} s", now);
        else if (_options.Lifetime is { } lifetime && now >= _opened + lifetime)
            Leave(EndedBy.LifetimeLimit, CloseCode.GoingAway, $"open for {lifetime.TotalSeconds:0.#} s", now);
        else
            Beat(now);
    }

    /// <summary>Ends it from our side: the client gets a close, its answer goes on to the app.</summary>
    /// <param name="by">On whose behalf.</param>
    /// <param name="code">What the client is told.</param>
    /// <param name="reason">And why.</param>
    /// <param name="now">The time.</param>
    public void Leave(EndedBy by, CloseCode code, string reason, TimeSpan now)
    {
        if (IsOver || _finishAt is not null)
            return;
        Note(by, reason, (ushort)code, reason);
        Say(_client, code, reason);
        BeginEnd(now);
    }

    /// <summary>What is to be sent to a side now, besides what comes for it; often nothing.</summary>
    /// <param name="to">The side.</param>
    /// <param name="now">The time.</param>
    public ReadOnlyMemory<byte> TakeInsert(RelaySide to, TimeSpan now)
    {
        var half = To(to);
        var insert = half.Lane.TakeInsert();
        if (!insert.IsEmpty)
            half.Pulse.Sent(now);
        // What was held back belongs to the stream also when no more of it comes.
        return insert.IsEmpty && To(to.Other()).InputEnded ? half.Lane.TakeHeld() : insert;
    }

    /// <summary>What is to be done with a side's sending half, after everything else was sent; each order is given once.</summary>
    /// <param name="to">The side.</param>
    public OutputOrder TakeOrder(RelaySide to)
    {
        var half = To(to);
        var order = half.OutputEnded ? OutputOrder.None : half.Order;
        half.Order = OutputOrder.None;
        if (order != OutputOrder.None)
            half.OutputEnded = true;
        FinishIfDone();
        return order;
    }

    /// <summary>Whether there is something to send to a side, or something to do with its sending half.</summary>
    /// <param name="to">The side.</param>
    public bool HasWork(RelaySide to) => To(to) is var half
        && !half.OutputEnded && (half.Order != OutputOrder.None || (half.Lane.HasInsert && half.Lane.BetweenFrames));

    private Half To(RelaySide side) => side == RelaySide.Client ? _client : _app;

    private static TimeSpan? Earlier(TimeSpan? one, TimeSpan? other) => one is null || other < one ? other ?? one : one;

    private void Note(EndedBy by, string why, ushort? code, string reason) => Ending ??= new RelayEnding(by, why, code, reason);

    private void BeginEnd(TimeSpan now) => _finishAt ??= now + _options.Close;

    private void FinishIfDone() => IsOver |= _client is { InputEnded: true, OutputEnded: true } && _app is { InputEnded: true, OutputEnded: true };

    private void ClosePassed(RelaySide from, ClosePayload close, TimeSpan now)
    {
        Note(from == RelaySide.Client ? EndedBy.Client : EndedBy.App, "close frame", close.Code, close.Reason);
        BeginEnd(now);
    }

    private void HandleReset(RelaySide from, Half receiver, TimeSpan now)
    {
        Note(from == RelaySide.Client ? EndedBy.Client : EndedBy.App, "connection reset", null, "");
        if (receiver.Lane.BetweenFrames)
        {
            if (from == RelaySide.Client)
                Say(receiver, CloseCode.GoingAway, "the client's connection was reset");
            else
                Say(receiver, CloseCode.BadGateway, "the app's connection was reset");
        }

        receiver.Order = OutputOrder.Reset;
        // The other side's last words have nowhere to go.
        _cutAt ??= now + s_lastWords;
    }

    private void HandleAppGone(Half client)
    {
        const string Why = "the app ended the connection without a close frame";
        Note(EndedBy.App, "connection ended without a close frame", null, "");
        if (client.Lane.BetweenFrames)
            Say(client, CloseCode.BadGateway, Why);
        client.Order = client.Lane.BetweenFrames ? OutputOrder.Finish : OutputOrder.Reset;
    }

    /// <summary>A limit is broken: both sides are told.</summary>
    private void Refuse(Violation violation, TimeSpan now)
    {
        var (code, reason) = (violation.CloseCode(), violation.Describe());
        Note(EndedBy.SizeLimit, reason, (ushort)code, reason);
        Say(_client, code, reason);
        Say(_app, code, reason);
        (_client.Order, _app.Order) = (OutputOrder.Finish, OutputOrder.Finish);
        BeginEnd(now);
    }

    private void Bury(RelaySide dead, TimeSpan now)
    {
        var silence = (now - To(dead).Pulse.LastHeard).TotalSeconds;
        var why = $"{(dead == RelaySide.App ? "the app" : "the client")} gave no sign of life for {silence:0} s";
        Note(EndedBy.Network, why, null, "");
        var survivor = To(dead.Other());
        if (dead == RelaySide.App)
            Say(survivor, CloseCode.BadGateway, why);
        else
            Say(survivor, CloseCode.GoingAway, why);
        survivor.Order = survivor.Lane.BetweenFrames ? OutputOrder.Finish : OutputOrder.Reset;
        To(dead).Order = OutputOrder.Reset;
        BeginEnd(now);
        _cutAt ??= now + s_lastWords;
    }

    /// <summary>The end took too long: the app is told that nobody is there, and both get FIN and a last second.</summary>
    private void GiveUp(TimeSpan now)
    {
        Say(_app, CloseCode.GoingAway, "the client is gone");
        foreach (var half in (ReadOnlySpan<Half>)[_client, _app])
            if (!half.OutputEnded && half.Order == OutputOrder.None)
                half.Order = half.Lane.BetweenFrames ? OutputOrder.Finish : OutputOrder.Reset;
        _cutAt = now + s_lastWords;
    }

    private void Beat(TimeSpan now)
    {
        // One that still waits for the end of a frame is enough; the next ones only count.
        Span<byte> payload = stackalloc byte[Pulse.PayloadLength];
        if (_client.Pulse.Beat(now, payload) && !_client.Lane.HasInsert)
            _client.Lane.TryInsert(_options.Client.Proves ? Opcode.Ping : Opcode.Pong, payload, null);
        if (_app.Pulse.Beat(now, payload) && !_app.Lane.HasInsert)
            _app.Lane.TryInsert(_options.App.Proves ? Opcode.Ping : Opcode.Pong, payload, _chance.MaskingKey());
    }

    private void Say(Half to, CloseCode code, string reason) =>
        to.Lane.TryInsert(Opcode.Close, new ClosePayload((ushort)code, reason).ToBytes(), to == _app ? _chance.MaskingKey() : null);

    /// <summary>One side: the lane to it, and what is known of it.</summary>
    private sealed class Half(Pulse pulse, RelayLane lane)
    {
        public Pulse Pulse { get; } = pulse;

        public RelayLane Lane { get; } = lane;

        public bool InputEnded { get; set; }

        public bool OutputEnded { get; set; }

        public OutputOrder Order { get; set; }
    }
}
