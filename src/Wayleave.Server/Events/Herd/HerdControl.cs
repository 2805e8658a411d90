using Wayleave.Server.Configuration;

namespace Wayleave.Server.Events.Herd;

/// <summary>Sees to it that all who lose their connection at once do not come back at once: they are told over how long to spread, and let in one after the other.</summary>
/// <param name="settings">The settings now.</param>
/// <param name="time">The clock.</param>
internal sealed class HerdControl(Func<EventSettings> settings, TimeProvider time)
{
    /// <summary>The least time over which they spread.</summary>
    public static readonly TimeSpan LeastWindow = TimeSpan.FromSeconds(5);

    // Within what a handshake may take.
    private static readonly TimeSpan s_mostWait = TimeSpan.FromSeconds(5);

    private readonly AcceptPace _pace = new(() => settings().AcceptRate, time);
    private int _live;

    /// <summary>Over how long those who lose their connection should spread: as long as it takes to let in all who are here now.</summary>
    public TimeSpan RetryWindow => TimeSpan.FromSeconds(Math.Max(LeastWindow.TotalSeconds, Math.Ceiling((double)Volatile.Read(ref _live) / settings().AcceptRate)));

    /// <summary>After how long somebody should come who is told now.</summary>
    public TimeSpan ConnectAfter => _pace.Backlog;

    /// <summary>Somebody is here, until what comes back is disposed of.</summary>
    public IDisposable Enter()
    {
        Interlocked.Increment(ref _live);
        return new Place(this);
    }

    /// <summary>Waits for a turn to come in.</summary>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>False where too many wait already: come again later.</returns>
    public ValueTask<bool> TurnAsync(CancellationToken cancellationToken) => TurnAsync(s_mostWait, cancellationToken);

    /// <summary>The same, for no longer than somebody says.</summary>
    /// <param name="most">How long the wait may be.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>False where too many wait already: come again later.</returns>
    public async ValueTask<bool> TurnAsync(TimeSpan most, CancellationToken cancellationToken)
    {
        if (!_pace.TryTake(most, out var wait))
            return false;
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private sealed class Place(HerdControl of) : IDisposable
    {
        private int _disposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0)
                Interlocked.Decrement(ref of._live);
        }
    }
}
