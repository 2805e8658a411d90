using System.Buffers;
using System.Net.Sockets;
using Wayleave.Protocol.Frames;
using Wayleave.Protocol.Relay;

namespace Wayleave.Server.Relaying;

/// <summary>Drives a <see cref="SocketRelay"/> with two connections and a clock.</summary>
/// <remarks>
/// <code>
///            pump client → app:  wait, rent a buffer, receive, step, send, give the buffer back
///  client ◄────────────────────────────────────────────────────────────────────────────────────► app
///            pump app → client:  the same the other way round
/// </code>
/// A pump receives no more before all that it received is sent: what a slow side costs is one buffer, and then the other side waits.
/// Whoever sends to a side owns its sending half meanwhile. Mostly that is the pump; frames of our own go out in between by
/// <see cref="FlushAsync"/>, if the pump has nothing under way, else by the pump itself when it is done.
/// A silent tunnel holds no buffer.
/// </remarks>
internal sealed class Tunnel
{
    private readonly SocketRelay _relay;
    private readonly Sender _client;
    private readonly Sender _app;
    private readonly TimeProvider _time;
    private readonly long _opened;
    private readonly int _bufferBytes;
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer _timer;
    private TimeSpan? _armedFor;

    /// <summary>Takes over two connections between which the handshake is done.</summary>
    /// <param name="client">The client's.</param>
    /// <param name="app">The app's.</param>
    /// <param name="options">How it is relayed.</param>
    /// <param name="chance">The random numbers it needs.</param>
    /// <param name="bufferBytes">The most bytes held for a side that does not read.</param>
    /// <param name="time">The clock.</param>
    public Tunnel(ITunnelEnd client, ITunnelEnd app, RelayOptions options, RelayChance chance, int bufferBytes, TimeProvider time)
    {
        (_client, _app) = (new Sender(client), new Sender(app));
        (_time, _bufferBytes) = (time, bufferBytes);
        _opened = time.GetTimestamp();
        _relay = new SocketRelay(options, chance, TimeSpan.Zero);
        _timer = time.CreateTimer(static tunnel => ((Tunnel)tunnel!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Told of round trips; null: nobody is.</summary>
    public ITunnelObserver? Observer { get; init; }

    /// <summary>How long it has been open.</summary>
    public TimeSpan Age => _time.GetElapsedTime(_opened);

    /// <summary>Relays until it is over.</summary>
    /// <param name="fromApp">What the app sent right behind its answer.</param>
    /// <param name="fromClient">What the client sent behind its request, and was read with it.</param>
    /// <returns>Why it ended.</returns>
    public async Task<RelayEnding> RunAsync(ReadOnlyMemory<byte> fromApp, ReadOnlyMemory<byte> fromClient = default)
    {
        lock (_lock)
            Arm();
        var down = PumpAsync(RelaySide.App, fromApp);
        var up = PumpAsync(RelaySide.Client, fromClient);
        await _over.Task.ConfigureAwait(false);
        await _timer.DisposeAsync().ConfigureAwait(false);
        Hold(end => end.Close(), _client, _app);
        await Task.WhenAll(down, up).ConfigureAwait(false);
        return _relay.Ending ?? new RelayEnding(EndedBy.Gateway, "ended without a cause");
    }

    /// <summary>Ends it from our side.</summary>
    /// <param name="by">On whose behalf.</param>
    /// <param name="code">What the client is told.</param>
    /// <param name="reason">And why.</param>
    public void Leave(EndedBy by, CloseCode code, string reason)
    {
        lock (_lock)
            _relay.Leave(by, code, reason, Age);
        Settle();
    }

    /// <summary>Cuts both connections off, at once.</summary>
    public void Cut()
    {
        Hold(end => end.Abort(), _client, _app);
        _over.TrySetResult();
    }

    /// <summary>What is known of it now.</summary>
    public TunnelCounts Count()
    {
        lock (_lock)
        {
            var (toApp, toClient) = (_relay.LaneTo(RelaySide.App), _relay.LaneTo(RelaySide.Client));
            var (client, app) = (_relay.PulseOf(RelaySide.Client), _relay.PulseOf(RelaySide.App));
            return new TunnelCounts(
                toApp.Messages, toApp.Bytes, toClient.Messages, toClient.Bytes, client.RoundTrip, app.RoundTrip,
                Age - (client.LastHeard > app.LastHeard ? client.LastHeard : app.LastHeard), _client.Held + _app.Held);
        }
    }

    private static void Hold(Action<ITunnelEnd> what, params ReadOnlySpan<Sender> senders)
    {
        foreach (var sender in senders)
            what(sender.End);
    }

    private Sender To(RelaySide side) => side == RelaySide.Client ? _client : _app;

    private async Task PumpAsync(RelaySide from, ReadOnlyMemory<byte> early)
    {
        var source = To(from).End;
        var reset = false;
        try
        {
            if (!early.IsEmpty)
                await PassAsync(from, early).ConfigureAwait(false);
            early = default;
            while (await PumpOnceAsync(from, source).ConfigureAwait(false))
            {
            }
        }
        catch (Exception e) when (IsFailure(e))
        {
            reset = true;
        }

        lock (_lock)
            _relay.Ended(from, reset || To(from).Broken, Age);
        Settle();
    }

    private async ValueTask<bool> PumpOnceAsync(RelaySide from, ITunnelEnd source)
    {
        await source.ReceiveAsync(Memory<byte>.Empty).ConfigureAwait(false);
        var buffer = ArrayPool<byte>.Shared.Rent(_bufferBytes);
        try
        {
            var count = await source.ReceiveAsync(buffer.AsMemory(0, _bufferBytes)).ConfigureAwait(false);
            if (count > 0)
                await PassAsync(from, buffer.AsMemory(0, count)).ConfigureAwait(false);
            return count > 0;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Passes on what came from a side.</summary>
    private async ValueTask PassAsync(RelaySide from, ReadOnlyMemory<byte> bytes)
    {
        var to = from.Other();
        var target = To(to);
        if (!TryOwn(target, out var owned))
            await owned.ConfigureAwait(false);
        while (!bytes.IsEmpty)
        {
            target.Held = bytes.Length;
            LaneStep step;
            TimeSpan? roundTrip;
            lock (_lock)
            {
                var pulse = _relay.PulseOf(from);
                var before = pulse.RoundTrips;
                step = _relay.Receive(from, bytes.Span, Age);
                roundTrip = pulse.RoundTrips != before ? pulse.RoundTrip : null;
            }

            if (roundTrip is { } measured)
                Observer?.RoundTrip(from, measured);
            if (!step.Insert.IsEmpty)
                await SendAsync(to, step.Insert).ConfigureAwait(false);
            if (step.Forward > 0)
                await SendAsync(to, bytes[..step.Forward]).ConfigureAwait(false);
            bytes = bytes[(step.Forward + step.Drop)..];
        }

        target.Held = 0;
        await WorkAndReleaseAsync(to).ConfigureAwait(false);
        Settle();
    }

    private async ValueTask SendAsync(RelaySide to, ReadOnlyMemory<byte> bytes)
    {
        var target = To(to);
        if (target.Broken)
            return;
        try
        {
            var sending = target.End.SendAsync(bytes);
            if (sending.IsCompletedSuccessfully)
                return;
            await sending.ConfigureAwait(false);
            lock (_lock)
                _relay.Drained(to, Age);
        }
        catch (Exception e) when (IsFailure(e))
        {
            // Its last words may still wait to be received: that is for its own pump to find out.
            target.Broken = true;
        }
    }

    /// <summary>Sends what we have to say ourselves to a side, if nobody is sending there; whoever is does it afterwards.</summary>
    private async Task FlushAsync(RelaySide to)
    {
        lock (_lock)
        {
            if (To(to).Owned)
                return;
            To(to).Owned = true;
        }

        await WorkAndReleaseAsync(to).ConfigureAwait(false);
        Settle();
    }

    /// <summary>Becomes the owner of a sending half.</summary>
    /// <param name="target">The half.</param>
    /// <param name="owned">Where the answer is false: ends when it is ours.</param>
    private bool TryOwn(Sender target, out Task owned)
    {
        owned = Task.CompletedTask;
        lock (_lock)
        {
            if (target.Owned)
                owned = (target.Waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            target.Owned = true;
        }

        return owned.IsCompleted;
    }

    private async ValueTask WorkAndReleaseAsync(RelaySide to)
    {
        var target = To(to);
        while (true)
        {
            ReadOnlyMemory<byte> insert;
            var order = OutputOrder.None;
            lock (_lock)
            {
                if (!_relay.HasWork(to))
                {
                    // Whoever waits owns it now.
                    target.Owned = target.Waiting is not null;
                    target.Waiting?.SetResult();
                    target.Waiting = null;
                    return;
                }

                insert = _relay.TakeInsert(to, Age);
                if (insert.IsEmpty)
                    order = _relay.TakeOrder(to);
            }

            if (!insert.IsEmpty)
                await SendAsync(to, insert).ConfigureAwait(false);
            else
                await CarryOutAsync(to, order).ConfigureAwait(false);
        }
    }

    private async ValueTask CarryOutAsync(RelaySide to, OutputOrder order)
    {
        try
        {
            if (order == OutputOrder.Reset)
                To(to).End.Abort();
            else if (order == OutputOrder.Finish && !To(to).Broken)
                await To(to).End.FinishAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (IsFailure(e))
        {
            To(to).Broken = true;
        }
    }

    private void Tick()
    {
        lock (_lock)
        {
            _armedFor = null;
            _relay.Tick(Age);
        }

        Settle();
    }

    /// <summary>Looks at what follows from what has just happened: something to send, the end, another time to wake.</summary>
    private void Settle()
    {
        bool client, app, over;
        lock (_lock)
        {
            over = _relay.IsOver;
            client = !_client.Owned && _relay.HasWork(RelaySide.Client);
            app = !_app.Owned && _relay.HasWork(RelaySide.App);
            Arm();
        }

        // Neither throws: what fails on the way is an end of that side.
        if (client)
            _ = FlushAsync(RelaySide.Client);
        if (app)
            _ = FlushAsync(RelaySide.App);
        if (over)
            End();
    }

    private void End()
    {
        if (!_over.TrySetResult())
            return;
        // Where a stream still flows there is nothing left to wait for.
        if (_relay.WasCut)
            Hold(end => end.Abort(), _client, _app);
    }

    // The timer is only set when the time to wake comes nearer: activity puts it off, and a tick that comes too early does no harm.
    private void Arm()
    {
        if (_relay.WakeAt is not { } at || at >= _armedFor)
            return;
        _armedFor = at;
        var wait = at - Age;
        _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private static bool IsFailure(Exception e) =>
        e is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException;

    /// <summary>The sending half of a connection.</summary>
    private sealed class Sender(ITunnelEnd end)
    {
        public ITunnelEnd End { get; } = end;

        public bool Owned { get; set; }

        public TaskCompletionSource? Waiting { get; set; }

        public bool Broken { get; set; }

        /// <summary>The bytes received for it and not sent yet.</summary>
        public int Held { get; set; }
    }
}
