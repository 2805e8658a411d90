using System.Net.Sockets;
using Wayleave.Protocol.Relay;

namespace Wayleave.Server.Relaying;

/// <summary>The sending half of a connection: who may use it, and what goes out there.</summary>
/// <remarks>
/// One owner at a time. Mostly that is the pump that brings bytes for it; frames of our own go out in between by <see cref="FlushAsync"/>, if the
/// pump has nothing under way, else by the pump itself when it is done.
/// </remarks>
/// <param name="side">Whose it is.</param>
/// <param name="end">The connection.</param>
/// <param name="relay">What is to be sent.</param>
/// <param name="gate">Guards the relay, and who owns what.</param>
/// <param name="age">The relay's clock.</param>
/// <param name="settle">Looks at what follows; called without the lock.</param>
internal sealed class SendingHalf(RelaySide side, ITunnelEnd end, SocketRelay relay, Lock gate, Func<TimeSpan> age, Action settle)
{
    private TaskCompletionSource? _waiting;
    private Exception? _unexpected;

    /// <summary>The connection.</summary>
    public ITunnelEnd End => end;

    /// <summary>Whether somebody sends there. For the lock.</summary>
    public bool Owned { get; private set; }

    /// <summary>How many bytes the pump has received for it and not sent yet.</summary>
    public int Held { get; set; }

    /// <summary>All that was sent there beside the pump, until it is done.</summary>
    public Task Flushes { get; private set; } = Task.CompletedTask;

    /// <summary>What the connection threw beyond its promise; null if nothing.</summary>
    public Exception? Unexpected => _unexpected;

    /// <summary>Becomes its owner, now or later. One at a time may wait: the pump.</summary>
    /// <returns>Ends when it is ours.</returns>
    public Task OwnAsync()
    {
        lock (gate)
        {
            if (!Owned)
            {
                Owned = true;
                return Task.CompletedTask;
            }

            return (_waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>Sends bytes; what fails is told to the relay, which then has nothing more to send here. For the owner.</summary>
    /// <param name="bytes">The bytes.</param>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var sending = end.SendAsync(bytes);
            if (sending.IsCompleted)
            {
                await sending.ConfigureAwait(false);
                return;
            }

            lock (gate)
                relay.Waits(side);
            // What has just been received may have begun the end, whose time must run also if this never gets through.
            settle();
            await sending.ConfigureAwait(false);
            lock (gate)
                relay.Drained(side, age());
        }
        catch (Exception e) when (IsFailure(e))
        {
            Break();
        }
    }

    /// <summary>Sends what we have to say ourselves, if nobody is sending; whoever is does it afterwards.</summary>
    public void Flush()
    {
        var flush = FlushAsync();
        lock (gate)
            Flushes = Flushes.IsCompleted ? flush : Task.WhenAll(Flushes, flush);
    }

    /// <summary>Does what there is to do for the relay, and gives the half up. For the owner.</summary>
    public async ValueTask WorkAndReleaseAsync()
    {
        while (true)
        {
            ReadOnlyMemory<byte> insert;
            var order = OutputOrder.None;
            lock (gate)
            {
                if (!relay.HasWork(side))
                {
                    // Whoever waits owns it now.
                    Owned = _waiting is not null;
                    _waiting?.SetResult();
                    _waiting = null;
                    return;
                }

                insert = relay.TakeInsert(side, age());
                if (insert.IsEmpty)
                    order = relay.TakeOrder(side);
            }

            if (!insert.IsEmpty)
                await SendAsync(insert).ConfigureAwait(false);
            else
                await CarryOutAsync(order).ConfigureAwait(false);
        }
    }

    /// <summary>Whether an exception is an end of the connection. Whatever else it throws is one too, so that nobody is left waiting, and is kept.</summary>
    /// <param name="e">What it threw.</param>
    public bool IsFailure(Exception e)
    {
        if (!ITunnelEnd.IsBreak(e))
            Interlocked.CompareExchange(ref _unexpected, e, null);
        return true;
    }

    private async Task FlushAsync()
    {
        lock (gate)
        {
            if (Owned)
                return;
            Owned = true;
        }

        await WorkAndReleaseAsync().ConfigureAwait(false);
        settle();
    }

    private async ValueTask CarryOutAsync(OutputOrder order)
    {
        try
        {
            if (order == OutputOrder.Reset)
                end.Abort();
            else if (order == OutputOrder.Finish)
                await end.FinishAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (IsFailure(e))
        {
            Break();
        }

        lock (gate)
            relay.OrderDone(side);
    }

    // Its last words may still wait to be received: that is for the pump that receives from it to find out.
    private void Break()
    {
        lock (gate)
            relay.SendFailed(side, age());
    }
}
