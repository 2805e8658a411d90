namespace Wayleave.Server.Events.Herd;

/// <summary>Lets so many in a second, one after the other: who comes sooner waits for its turn. Thread-safe.</summary>
/// <param name="perSecond">How many, now.</param>
/// <param name="time">The clock.</param>
internal sealed class AcceptPace(Func<int> perSecond, TimeProvider time)
{
    // As many as come in that time may come at once: a page opens several connections.
    private static readonly TimeSpan s_burst = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly long _began = time.GetTimestamp();
    private TimeSpan _next;

    /// <summary>How long the next one would wait.</summary>
    public TimeSpan Backlog
    {
        get
        {
            lock (_lock)
                return Wait(time.GetElapsedTime(_began));
        }
    }

    /// <summary>Takes a turn.</summary>
    /// <param name="most">How long the wait for it may be.</param>
    /// <param name="wait">How long it is.</param>
    /// <returns>False where it would be longer: then no turn is taken.</returns>
    public bool TryTake(TimeSpan most, out TimeSpan wait)
    {
        lock (_lock)
        {
            var now = time.GetElapsedTime(_began);
            wait = Wait(now);
            if (wait > most)
                return false;
            _next = (_next > now ? _next : now) + (TimeSpan.FromSeconds(1) / perSecond());
            return true;
        }
    }

    private TimeSpan Wait(TimeSpan now) => _next - s_burst > now ? _next - s_burst - now : TimeSpan.Zero;
}
