namespace Wayleave.Server.Tickets.Revoking;

/// <summary>What a ticket has opened, until its time is over or it is revoked. Thread-safe.</summary>
internal sealed class OpenSession : IDisposable
{
    private readonly Action<SessionEnding> _over;
    private readonly Action<OpenSession>? _left;
    private readonly SessionClock _clock;
    private readonly Lock _lock = new();
    private bool _isDisposed;

    /// <summary>Begins.</summary>
    /// <param name="admitted">Who was let in; null: nobody was asked, and nothing ends it.</param>
    /// <param name="over">Ends it; quick, and without throwing. Never called any more once this is disposed of.</param>
    /// <param name="left">Told when it is disposed of; null: nobody is.</param>
    /// <param name="time">The clock.</param>
    public OpenSession(Admitted? admitted, Action<SessionEnding> over, Action<OpenSession>? left, TimeProvider time)
    {
        (Admitted, _over, _left) = (admitted, over, left);
        _clock = new SessionClock(admitted?.SessionEnd, () => End(SessionEnding.Over), time);
    }

    /// <summary>Who was let in; null: nobody was asked.</summary>
    public Admitted? Admitted { get; }

    /// <summary>How long it still lasts; null: as long as it does.</summary>
    public TimeSpan? Left => _clock.Left;

    /// <summary>Has it end at another time.</summary>
    /// <param name="end">When; null: never.</param>
    public void Move(DateTimeOffset? end) => _clock.Move(end);

    /// <summary>Ends it.</summary>
    /// <param name="why">Why.</param>
    public void End(SessionEnding why)
    {
        lock (_lock)
            if (!_isDisposed)
                _over(why);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
            _isDisposed = true;
        _clock.Dispose();
        _left?.Invoke(this);
    }
}
