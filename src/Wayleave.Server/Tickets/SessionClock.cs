namespace Wayleave.Server.Tickets;

/// <summary>Ends what a ticket has opened when its session does. Thread-safe.</summary>
internal sealed class SessionClock : IDisposable
{
    // Timers count to 49 days; a token may hold for years.
    private static readonly TimeSpan s_longestWait = TimeSpan.FromDays(30);

    private readonly Action _over;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private ITimer? _timer;
    private DateTimeOffset? _end;

    /// <summary>Begins to wait.</summary>
    /// <param name="end">When the session ends; null: never.</param>
    /// <param name="over">Ends it; quick, and without throwing.</param>
    /// <param name="time">The clock.</param>
    public SessionClock(DateTimeOffset? end, Action over, TimeProvider time)
    {
        (_over, _time) = (over, time);
        Move(end);
    }

    /// <summary>How long it still lasts; null: as long as it does.</summary>
    public TimeSpan? Left
    {
        get
        {
            lock (_lock)
                return _end is not { } end ? null : end > _time.GetUtcNow() ? end - _time.GetUtcNow() : TimeSpan.Zero;
        }
    }

    /// <summary>Has it end at another time.</summary>
    /// <param name="end">When; null: never. Where that is over, it ends now.</param>
    public void Move(DateTimeOffset? end)
    {
        lock (_lock)
        {
            _end = end;
            _timer?.Dispose();
            // Most sessions have no end, and need no timer.
            _timer = end is null ? null : _time.CreateTimer(static clock => ((SessionClock)clock!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        Look();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _end = null;
            _timer?.Dispose();
        }
    }

    // Timers count whole milliseconds, and cut off the rest: too early by less than one, they would fire over and over.
    private static TimeSpan Wait(TimeSpan left) => left > s_longestWait ? s_longestWait : TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds));

    private void Look()
    {
        lock (_lock)
        {
            if (_end is not { } end)
                return;
            // One reading of the clock for both: behind a second one nothing may be left, and to a timer a wait below zero is an error, or for ever.
            var left = end - _time.GetUtcNow();
            if (left > TimeSpan.Zero)
            {
                _timer?.Change(Wait(left), Timeout.InfiniteTimeSpan);
                return;
            }
        }

        _over();
    }
}
