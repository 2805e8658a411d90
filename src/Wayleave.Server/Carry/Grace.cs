namespace Wayleave.Server.Carry;

/// <summary>How long a session waits. Not thread-safe: the session's lock guards it.</summary>
/// <param name="time">The clock.</param>
/// <param name="passed">Told when it has perhaps passed, on any thread: whoever is told looks with <see cref="IsOver"/>.</param>
internal sealed class Grace(TimeProvider time, Action passed) : IDisposable
{
    private ITimer? _timer;
    private TimeSpan _length;
    private long _began;
    private bool _runs;

    /// <summary>Begins, from now on.</summary>
    /// <param name="length">The time.</param>
    public void Begin(TimeSpan length)
    {
        (_began, _length, _runs) = (time.GetTimestamp(), length, true);
        // Most sessions never need one.
        _timer ??= time.CreateTimer(static grace => ((Action)grace!)(), passed, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(length, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Nothing is waited for any more.</summary>
    public void Stop()
    {
        _runs = false;
        _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether it has passed; if it runs and has not, it is told of again.</summary>
    public bool IsOver()
    {
        if (!_runs)
            return false;
        // The call may be one of an earlier wait that has come late; and timers have a coarser clock, by which a time may seem to have passed a little sooner.
        var left = _length - time.GetElapsedTime(_began);
        if (left <= TimeSpan.Zero)
            return true;
        _timer!.Change(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();
}
