using System.Collections.Immutable;

namespace Wayleave.Server.Tickets.Revoking;

/// <summary>What was revoked, in the memory of the process.</summary>
/// <param name="time">The clock.</param>
internal sealed class MemoryRevocations(TimeProvider time) : IRevocations
{
    private readonly Lock _lock = new();
    private readonly Queue<Revocation> _order = new();
    private readonly Dictionary<string, DateTimeOffset> _last = [];

    /// <inheritdoc/>
    public ValueTask<bool> AddAsync(string of, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            while (_order.TryPeek(out var oldest) && now - oldest.At >= IRevocations.Remembered)
            {
                _order.Dequeue();
                // What was revoked again since is remembered for longer.
                if (_last[oldest.Of] == oldest.At)
                    _last.Remove(oldest.Of);
            }

            if (_order.Count >= IRevocations.Most)
                return ValueTask.FromResult(false);
            _order.Enqueue(new Revocation(of, now));
            _last[of] = now;
            return ValueTask.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public ValueTask<TicketFault> CheckAsync(Admitted admitted, CancellationToken cancellationToken)
    {
        lock (_lock)
            return ValueTask.FromResult(
                Revocation.Ends(admitted, Last(Revocation.OfTicket(admitted.TicketHash)), Last(Revocation.OfSubject(admitted.Subject))) ? TicketFault.Revoked : TicketFault.None);
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<Revocation>> SinceAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        lock (_lock)
            return ValueTask.FromResult<ImmutableArray<Revocation>>([.. _order.Where(each => each.At >= since)]);
    }

    private DateTimeOffset? Last(string of) => _last.TryGetValue(of, out var at) ? at : null;
}
