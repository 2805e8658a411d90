namespace Wayleave.Server.Tickets;

/// <summary>Tickets in the memory of the process.</summary>
/// <param name="time">The clock.</param>
internal sealed class MemoryTickets(TimeProvider time) : ITicketStore
{
    /// <summary>The most tickets that may wait, whoever has them.</summary>
    public const int Most = 100_000;

    // One that is used waits for its time here all the same.
    private const int MostTimes = 4 * Most;

    // Of as many that wait no more it is known why: a log that says "unknown" of a ticket that came late helps nobody.
    private static readonly TimeSpan s_remembered = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_full = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (TicketGrant Grant, DateTimeOffset Expires)> _waiting = [];
    private readonly Dictionary<string, HashSet<string>> _holders = [];
    private readonly PriorityQueue<string, DateTimeOffset> _toExpire = new();
    private readonly Dictionary<string, TicketFault> _gone = [];
    private readonly Queue<(string Hash, DateTimeOffset Until)> _toForget = new();

    /// <inheritdoc/>
    public ValueTask<MintOutcome> MintAsync(string hash, TicketGrant grant, TimeSpan ttl, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var now = Sweep();
            if (_waiting.Count >= Most || _toExpire.Count >= MostTimes)
                return ValueTask.FromResult(new MintOutcome(s_full));
            var own = _holders.TryGetValue(grant.Holder, out var known) ? known : _holders[grant.Holder] = [];
            if (own.Count >= ITicketStore.MostOfHolder)
                return ValueTask.FromResult(new MintOutcome(own.Min(each => _waiting[each].Expires) - now));
            own.Add(hash);
            _waiting[hash] = (grant, now + ttl);
            _toExpire.Enqueue(hash, now + ttl);
            return ValueTask.FromResult(MintOutcome.Kept);
        }
    }

    /// <inheritdoc/>
    public ValueTask<(TicketGrant? Grant, TicketFault Fault)> TakeAsync(string hash, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var now = Sweep();
            (TicketGrant?, TicketFault) taken = _waiting.TryGetValue(hash, out var ticket) ? (ticket.Grant with { Taken = now }, TicketFault.None)
                : (null, _gone.GetValueOrDefault(hash, TicketFault.Unknown));
            End(hash, TicketFault.Reused);
            return ValueTask.FromResult(taken);
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> RevokeAsync(string hash, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Sweep();
            return ValueTask.FromResult(End(hash, TicketFault.Revoked));
        }
    }

    /// <inheritdoc/>
    public ValueTask<int> RevokeAllAsync(string holder, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Sweep();
            string[] own = [.. _holders.GetValueOrDefault(holder) ?? []];
            foreach (var hash in own)
                End(hash, TicketFault.Revoked);
            return ValueTask.FromResult(own.Length);
        }
    }

    private DateTimeOffset Sweep()
    {
        var now = time.GetUtcNow();
        while (_toExpire.TryPeek(out var hash, out var expires) && expires <= now)
        {
            _toExpire.Dequeue();
            End(hash, TicketFault.Expired);
        }

        while (_toForget.TryPeek(out var oldest) && (oldest.Until <= now || _toForget.Count > Most))
            _gone.Remove(_toForget.Dequeue().Hash);
        return now;
    }

    private bool End(string hash, TicketFault why)
    {
        if (!_waiting.Remove(hash, out var ticket))
            return false;
        var own = _holders[ticket.Grant.Holder];
        own.Remove(hash);
        if (own.Count == 0)
            _holders.Remove(ticket.Grant.Holder);
        _gone[hash] = why;
        _toForget.Enqueue((hash, time.GetUtcNow() + s_remembered));
        return true;
    }
}
