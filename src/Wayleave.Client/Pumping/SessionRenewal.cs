using System.Buffers;
using Wayleave.Protocol.Events;

namespace Wayleave.Client.Pumping;

/// <summary>Has a session go on over its open connection: when a new ticket is due, gets one and sends it.</summary>
/// <remarks>
/// Meanwhile events are read as ever. Where no ticket can be had, the old end holds: the server closes then, and the client comes back with
/// another ticket, which loses nothing either.
/// </remarks>
internal sealed class SessionRenewal : IAsyncDisposable
{
    private readonly TicketSource _tickets;
    private readonly Func<ReadOnlyMemory<byte>, CancellationToken, Task> _sendAsync;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _over;
    private readonly CancellationToken _ending;
    private readonly ITimer _timer;
    private DateTimeOffset? _due;
    private Task _renewing = Task.CompletedTask;
    private int _isRenewing;

    /// <summary>Begins; nothing is due yet.</summary>
    /// <param name="tickets">Where tickets come from.</param>
    /// <param name="sendAsync">Sends a frame over the connection.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public SessionRenewal(TicketSource tickets, Func<ReadOnlyMemory<byte>, CancellationToken, Task> sendAsync, TimeProvider time, CancellationToken cancellationToken)
    {
        (_tickets, _sendAsync, _time) = (tickets, sendAsync, time);
        _over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _ending = _over.Token;
        _timer = time.CreateTimer(static state => ((SessionRenewal)state!).Begin(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Says when a new ticket is due. The same again changes nothing: each time one is asked for once.</summary>
    /// <param name="due">When; null: it is not.</param>
    public void Set(DateTimeOffset? due)
    {
        if (due == _due)
            return;
        _due = due;
        var wait = due - _time.GetUtcNow() ?? Timeout.InfiniteTimeSpan;
        _timer.Change(due is null || wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync().ConfigureAwait(false);
        await _over.CancelAsync().ConfigureAwait(false);
        await _renewing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
    }

    // One at a time: what is still under way will do.
    private void Begin()
    {
        if (Interlocked.Exchange(ref _isRenewing, 1) == 0)
            _renewing = RenewAsync();
    }

    private async Task RenewAsync()
    {
        try
        {
            // No time to wait before it is used: nobody comes in through the door.
            var (ticket, noTicket) = await _tickets.GetAsync(_ending).ConfigureAwait(false);
            if (noTicket is not null)
                return;
            var frame = new ArrayBufferWriter<byte>();
            new ClientFrame.Auth(ticket.Value).Write(frame);
            await _sendAsync(frame.WrittenMemory, _ending).ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref _isRenewing, 0);
        }
    }
}
