using System.Buffers;
using System.Runtime.ExceptionServices;
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
/// Whoever sends to a side owns its <see cref="SendingHalf"/> meanwhile.
/// A silent tunnel holds no buffer.
/// </remarks>
internal sealed class Tunnel
{
    private readonly SocketRelay _relay;
    private readonly SendingHalf _client;
    private readonly SendingHalf _app;
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
        (_time, _bufferBytes) = (time, bufferBytes);
        _opened = time.GetTimestamp();
        _relay = new SocketRelay(options, chance, TimeSpan.Zero);
        Func<TimeSpan> age = () => Age;
        Action settle = Settle;
        _client = new SendingHalf(RelaySide.Client, client, _relay, _lock, age, settle);
        _app = new SendingHalf(RelaySide.App, app, _relay, _lock, age, settle);
        _timer = time.CreateTimer(static tunnel => ((Tunnel)tunnel!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Told of round trips; null: nobody is.</summary>
    public ITunnelObserver? Observer { get; init; }

    /// <summary>How long it has been open.</summary>
    public TimeSpan Age => _time.GetElapsedTime(_opened);

    /// <summary>Ends when all is said, and both connections are about to be closed.</summary>
    public Task Over => _over.Task;

    /// <summary>Relays until it is over.</summary>
    /// <param name="fromApp">What the app sent right behind its answer.</param>
    /// <param name="fromClient">What the client sent behind its request, and was read with it.</param>
    /// <returns>Why it ended; whatever was begun for it has ended too. What a connection throws beyond its promise is thrown again at the end.</returns>
    public async Task<RelayEnding> RunAsync(ReadOnlyMemory<byte> fromApp, ReadOnlyMemory<byte> fromClient = default)
    {
        lock (_lock)
            Arm();
        var down = PumpAsync(RelaySide.App, fromApp);
        var up = PumpAsync(RelaySide.Client, fromClient);
        await _over.Task.ConfigureAwait(false);
        await _timer.DisposeAsync().ConfigureAwait(false);
        _client.End.Close();
        _app.End.Close();
        await Task.WhenAll(down, up).ConfigureAwait(false);
        await Task.WhenAll(_client.Flushes, _app.Flushes).ConfigureAwait(false);
        if ((_client.Unexpected ?? _app.Unexpected) is { } unexpected)
            ExceptionDispatchInfo.Throw(unexpected);
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
        lock (_lock)
            _relay.Cut(Age);
        Settle();
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

    private SendingHalf To(RelaySide side) => side == RelaySide.Client ? _client : _app;

    private async Task PumpAsync(RelaySide from, ReadOnlyMemory<byte> early)
    {
        var source = To(from);
        var reset = false;
        try
        {
            if (!early.IsEmpty)
                await PassAsync(from, early).ConfigureAwait(false);
            early = default;
            var size = new BufferSize(_bufferBytes);
            int count;
            while ((count = await PumpOnceAsync(from, source.End, size.Bytes).ConfigureAwait(false)) > 0)
                size.Saw(count);
            reset = count < 0;
        }
        catch (Exception e) when (source.IsFailure(e))
        {
            reset = true;
        }

        lock (_lock)
            _relay.Ended(from, reset, Age);
        Settle();
    }

    /// <returns>How many bytes were passed on; 0 is the end, -1 a failure.</returns>
    private async ValueTask<int> PumpOnceAsync(RelaySide from, ITunnelEnd source, int size)
    {
        if (await source.ReceiveAsync(Memory<byte>.Empty).ConfigureAwait(false) < 0)
            return -1;
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            var count = await source.ReceiveAsync(buffer.AsMemory(0, size)).ConfigureAwait(false);
            if (count > 0)
                await PassAsync(from, buffer.AsMemory(0, count)).ConfigureAwait(false);
            return count;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Passes on what came from a side.</summary>
    private async ValueTask PassAsync(RelaySide from, ReadOnlyMemory<byte> bytes)
    {
        var target = To(from.Other());
        await target.OwnAsync().ConfigureAwait(false);
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
                await target.SendAsync(step.Insert).ConfigureAwait(false);
            if (step.Forward > 0)
                await target.SendAsync(bytes[..step.Forward]).ConfigureAwait(false);
            bytes = bytes[(step.Forward + step.Drop)..];
        }

        target.Held = 0;
        await target.WorkAndReleaseAsync().ConfigureAwait(false);
        Settle();
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
        bool client, app, over, cut;
        lock (_lock)
        {
            (over, cut) = (_relay.IsOver, _relay.WasCut);
            client = !over && !_client.Owned && _relay.HasWork(RelaySide.Client);
            app = !over && !_app.Owned && _relay.HasWork(RelaySide.App);
            Arm();
        }

        if (client)
            _client.Flush();
        if (app)
            _app.Flush();
        // Where a stream still flows there is nothing left to wait for.
        if (cut && !_over.Task.IsCompleted)
        {
            _client.End.Abort();
            _app.End.Abort();
        }

        if (over)
            _over.TrySetResult();
    }

    // The timer is only set when the time to wake comes nearer: activity puts it off, and a tick that comes too early does no harm.
    private void Arm()
    {
        if (_relay.WakeAt is not { } at || at >= _armedFor)
            return;
        _armedFor = at;
        // Timers count whole milliseconds, and cut off the rest: too early by less than one, they would fire over and over.
        var wait = TimeSpan.FromMilliseconds(Math.Ceiling((at - Age).TotalMilliseconds));
        _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
