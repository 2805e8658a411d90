using System.Buffers;
using System.Threading.Channels;
using Wayleave.Protocol.Events;
using Wayleave.Protocol.Frames;
using Wayleave.Server.Relaying;
using Wayleave.Server.Tickets;
using Wayleave.Server.Tickets.Revoking;

namespace Wayleave.Server.Events.Sockets;

/// <summary>An open WebSocket that gives channels.</summary>
/// <remarks>
/// Two loops: one reads what the client sends, the other is the only one that writes. So what a head says in a heartbeat is never said before the
/// events below it are on their way, and a client that does not read holds up nobody but itself: what it has not taken is not kept for it.
/// </remarks>
/// <param name="end">The client's connection.</param>
/// <param name="plan">What it gets.</param>
/// <param name="channels">The channels; owned.</param>
/// <param name="time">The clock.</param>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "RunAsync disposes of them.")]
internal sealed class EventSocket(ITunnelEnd end, EventPlan plan, FollowedChannels channels, TimeProvider time)
{
    // As much as is gathered before it is written: several events in one write.
    private const int WriteBytes = 64 * 1024;
    private const int PieceBytes = 16 * 1024;
    private const int MaxReplies = 16;

    // A client may ask for all its channels at once, before it hears of the first.
    private const int MaxOrders = 2 * EventPlans.MostChannels;

    private static readonly EventEnding s_overload = new("gateway", TicketFaults.Overload, "too much is asked for at once");
    private static readonly EventEnding s_stuck = new("gateway", TicketFaults.Overload, "the client has taken nothing for 30 s");
    private static readonly TimeSpan s_noProgress = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_closePatience = TimeSpan.FromSeconds(5);

    private readonly Channel<byte[]> _replies = Channel.CreateBounded<byte[]>(MaxReplies);
    private readonly Channel<ClientFrame> _orders = Channel.CreateBounded<ClientFrame>(MaxOrders);
    private readonly CancellationTokenSource _over = new();
    private readonly EventWriter _writer = new(plan);
    private readonly SignsOfLife _life = new(plan.KeepAlive, time);
    private OpenSession? _session;
    private EventEnding? _ending;
    private long _lastSent;
    private long _waitsSince;

    /// <summary>How many events it has got.</summary>
    public long Events => channels.Events;

    /// <summary>The channels that it follows now.</summary>
    public IEnumerable<string> Channels => channels.Names;

    /// <summary>Ends it: the client is told why. The first reason counts.</summary>
    /// <param name="ending">Why.</param>
    public void Leave(EventEnding ending)
    {
        if (Interlocked.CompareExchange(ref _ending, ending, null) is null)
            channels.Wake();
    }

    /// <summary>Ends it at once, whatever it waits for.</summary>
    public void Cut() => end.Abort();

    /// <summary>Serves it to its end.</summary>
    /// <param name="early">What the client sent behind its handshake.</param>
    /// <returns>How it ended.</returns>
    public async Task<EventEnding> RunAsync(ReadOnlyMemory<byte> early)
    {
        // Often enough that neither a heartbeat nor a ping is late by much.
        var often = (plan.KeepAlive is { } interval && interval < plan.Heartbeat ? interval : plan.Heartbeat) / 5;
        using var ticks = time.CreateTimer(static state => ((EventSocket)state!).Tick(), this, often, often);
        using var session = plan.Begin(why => Leave(new EventEnding(why == SessionEnding.Revoked ? "admin" : "gateway", why.Code, why.Reason)));
        _session = session;
        var reading = new ClientReader(end, _life, Reply, Answer, Leave).RunAsync(early);
        try
        {
            await WriteAsync().ConfigureAwait(false);
            await CloseAsync(reading).ConfigureAwait(false);
        }
        catch (Exception e) when (ITunnelEnd.IsBreak(e))
        {
            Leave(new EventEnding("client", null, "the connection ended"));
        }
        finally
        {
            await _over.CancelAsync().ConfigureAwait(false);
            channels.Dispose();
            end.Abort();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            end.Close();
            _over.Dispose();
        }

        return _ending!;
    }

    // The writer may wait for a client that is gone, or takes nothing: so it is looked at from outside. Pongs are no progress.
    private void Tick()
    {
        if (Volatile.Read(ref _waitsSince) is > 0 and var since && time.GetElapsedTime(since) >= s_noProgress)
        {
            Leave(s_stuck);
            end.Abort();
        }

        if (_life.IsDead)
        {
            Leave(new EventEnding("network", null, "the client gave no sign of life"));
            end.Abort();
        }

        channels.Wake();
    }

    private async Task WriteAsync()
    {
        var output = new ArrayBufferWriter<byte>();
        var sink = new SocketSink(output);
        _lastSent = time.GetTimestamp();
        _writer.Hello(sink, plan.Session, plan.Node, _session!.Left);
        while (_ending is null)
        {
            while (_replies.Reader.TryRead(out var reply))
                output.Write(reply);
            while (_ending is null && _orders.Reader.TryRead(out var order))
            {
                await CarryOutAsync(order, sink).ConfigureAwait(false);
                await channels.GiveAsync(sink, FlushIfFullAsync, _over.Token).ConfigureAwait(false);
            }

            await channels.GiveAsync(sink, FlushIfFullAsync, _over.Token).ConfigureAwait(false);
            if (output.WrittenCount == 0 && time.GetElapsedTime(_lastSent) >= plan.Heartbeat)
                _writer.Heartbeat(sink, time.GetUtcNow(), channels.Cursors, channels.IsDegraded);
            if (output.WrittenCount > 0)
                _lastSent = time.GetTimestamp();
            // A ping is no message: a page does not see it, and waits for its heartbeat all the same.
            if (_life.TryAsk())
                FrameWriter.Write(output, Opcode.Ping, []);
            await FlushAsync(output).ConfigureAwait(false);
            await channels.SleepAsync().ConfigureAwait(false);
        }

        async Task<bool> FlushIfFullAsync()
        {
            if (output.WrittenCount >= WriteBytes)
            {
                _lastSent = time.GetTimestamp();
                await FlushAsync(output).ConfigureAwait(false);
            }

            return _ending is null;
        }
    }

    private async Task CarryOutAsync(ClientFrame order, SocketSink sink)
    {
        if (order is not ClientFrame.Auth(var token))
        {
            channels.CarryOut(order, sink);
            return;
        }

        if (plan.RenewAsync is { } renewAsync && await renewAsync(token, _over.Token).ConfigureAwait(false) is { } renewal)
        {
            _session!.Move(renewal.SessionEnd);
            _writer.Auth(sink, _session.Left);
        }
        else
        {
            _writer.Error(sink, "bad_ticket", channel: null);
        }
    }

    private async Task FlushAsync(ArrayBufferWriter<byte> output)
    {
        if (output.WrittenCount == 0)
            return;
        // In pieces: each that is taken is progress, however slow the client.
        for (var rest = output.WrittenMemory; rest.Length > 0; rest = rest[Math.Min(rest.Length, PieceBytes)..])
        {
            var sending = end.SendAsync(rest[..Math.Min(rest.Length, PieceBytes)]);
            var waits = !sending.IsCompleted;
            if (waits)
                Volatile.Write(ref _waitsSince, time.GetTimestamp());
            await sending.ConfigureAwait(false);
            Volatile.Write(ref _waitsSince, 0);
            // What went out at once may have gone no further than this machine.
            if (waits)
                _life.Heard();
        }

        output.ResetWrittenCount();
    }

    private void Answer(ReadOnlySpan<byte> text)
    {
        if (_writer.ReplyTo(text, out var order) is { } reply)
            Reply(reply);
        if (order is null)
            return;
        if (_orders.Writer.TryWrite(order))
            channels.Wake();
        else
            // Nobody asks for so much without hearing the answers, unless it is broken; and what is passed over it would wait for in vain.
            Leave(s_overload);
    }

    // Whoever asks without reading the answers is answered no more.
    private void Reply(byte[] frame)
    {
        if (_replies.Writer.TryWrite(frame))
            channels.Wake();
    }

    // The client's close is answered by the same; ours waits for the client's for a while.
    private async Task CloseAsync(Task reading)
    {
        var ending = _ending!;
        if (ending.Code is null)
            return;
        var close = new ArrayBufferWriter<byte>();
        if (ending.ComeBackAfter is { } after)
            _writer.Reconnect(new SocketSink(close), after, "draining");
        FrameWriter.WriteClose(close, new ClosePayload(ending.Code.Value, ending.Why));
        await end.SendAsync(close.WrittenMemory).ConfigureAwait(false);
        await end.FinishAsync().ConfigureAwait(false);
        await reading.WaitAsync(s_closePatience, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
