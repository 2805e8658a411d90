using Wayleave.Server.Events.Stores;

namespace Wayleave.Server.Tickets.Revoking;

/// <summary>All that tickets have opened here. What is revoked ends: at once by this node, and soon wherever it was revoked. Thread-safe.</summary>
/// <remarks>
/// Whoever comes in has been looked up in the store itself; but what is revoked between that look and <see cref="Begin"/> may be in none of the looks
/// that come later. So what was seen is kept, as long as the store keeps it.
/// </remarks>
internal sealed class OpenSessions : IAsyncDisposable
{
    /// <summary>How often a node looks what was revoked at others.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    // A store that fails over may go on with a clock that is behind.
    private static readonly TimeSpan s_overlap = TimeSpan.FromMinutes(1);

    private readonly IRevocations _revocations;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly HashSet<OpenSession> _open = [];
    private readonly Dictionary<string, DateTimeOffset> _known = [];
    private readonly CancellationTokenSource _over = new();
    private readonly Task _watching;
    private DateTimeOffset _seen = DateTimeOffset.UnixEpoch;

    /// <summary>Begins to look.</summary>
    /// <param name="revocations">What was revoked.</param>
    /// <param name="time">The clock.</param>
    public OpenSessions(IRevocations revocations, TimeProvider time)
    {
        (_revocations, _time) = (revocations, time);
        _watching = WatchAsync();
    }

    /// <summary>Something is open from now on, until it is disposed of.</summary>
    /// <param name="admitted">Who was let in; null: nobody was asked.</param>
    /// <param name="over">Ends it, perhaps before this returns; quick, and without throwing.</param>
    public OpenSession Begin(Admitted? admitted, Action<SessionEnding> over)
    {
        var session = new OpenSession(admitted, over, admitted is null ? null : Leave, _time);
        if (admitted is null)
            return session;
        bool isRevoked;
        lock (_lock)
        {
            _open.Add(session);
            isRevoked = IsRevoked(session);
        }

        if (isRevoked)
            session.End(SessionEnding.Revoked);
        return session;
    }

    /// <summary>Revokes, and ends what is open here.</summary>
    /// <param name="of">What, as <see cref="Revocation"/> writes it.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>False where too many are remembered already.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot be reached.</exception>
    public async ValueTask<bool> RevokeAsync(string of, CancellationToken cancellationToken)
    {
        if (!await _revocations.AddAsync(of, cancellationToken).ConfigureAwait(false))
            return false;
        await LookAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync().ConfigureAwait(false);
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
    }

    private async Task WatchAsync()
    {
        using var turns = new PeriodicTimer(Interval, _time);
        while (await turns.WaitForNextTickAsync(_over.Token).ConfigureAwait(false))
        {
            try
            {
                // Where nobody is here, nobody is to be ended; whoever comes is looked up.
                if (HasAny())
                    await LookAsync(_over.Token).ConfigureAwait(false);
            }
            catch (StoreUnavailableException)
            {
                // What is open stays open, and is looked at once the store is back.
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset since;
        lock (_lock)
            since = _seen;
        var all = await _revocations.SinceAsync(since - s_overlap, cancellationToken).ConfigureAwait(false);
        OpenSession[] ended = [];
        lock (_lock)
        {
            var isNew = false;
            foreach (var (of, at) in all)
                if (!_known.TryGetValue(of, out var known) || known < at)
                    (_known[of], isNew) = (at, true);
            if (isNew)
            {
                _seen = _known.Values.Max();
                foreach (var (of, _) in _known.Where(each => _seen - each.Value >= IRevocations.Remembered).ToArray())
                    _known.Remove(of);
                ended = [.. _open.Where(IsRevoked)];
            }
        }

        foreach (var session in ended)
            session.End(SessionEnding.Revoked);
    }

    private bool HasAny()
    {
        lock (_lock)
            return _open.Count > 0;
    }

    private void Leave(OpenSession session)
    {
        lock (_lock)
            _open.Remove(session);
    }

    private bool IsRevoked(OpenSession session) =>
        session.Admitted is { } admitted && Revocation.Ends(admitted, Known(Revocation.OfTicket(admitted.TicketHash)), Known(Revocation.OfSubject(admitted.Subject)));

    private DateTimeOffset? Known(string of) => _known.TryGetValue(of, out var at) ? at : null;
}
