namespace Wayleave.Server.Events.Presence;

/// <summary>Who is there: people, not connections, and nobody is gone who comes back within a moment. Thread-safe.</summary>
/// <remarks>
/// A page that is loaded anew, a phone that changes its network, a node that is replaced: their people leave and come back within seconds, and
/// nobody else is to hear of it. So a leave waits for a while, here and not at the client, whose timers sleep in hidden tabs.
/// </remarks>
internal sealed class Presences : IAsyncDisposable
{
    /// <summary>How long a leave waits.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    // A node that dies is missed by three of them.
    private static readonly TimeSpan s_refresh = TimeSpan.FromSeconds(15);

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Channel, string User), Stay> _stays = [];
    private readonly IPresenceStore _store;
    private readonly TimeProvider _time;
    private readonly ITimer _refreshes;

    /// <summary>Begins.</summary>
    /// <param name="store">Who is there at all nodes.</param>
    /// <param name="time">The clock.</param>
    public Presences(IPresenceStore store, TimeProvider time)
    {
        (_store, _time) = (store, time);
        _refreshes = time.CreateTimer(_ => _ = RefreshAsync(), null, s_refresh, s_refresh);
    }

    /// <summary>Who is there at all nodes.</summary>
    public IPresenceStore Store => _store;

    /// <summary>Somebody is in a channel, until what comes back is disposed of.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="user">Who.</param>
    public IDisposable Enter(string channel, string user)
    {
        var isNew = false;
        Stay stay;
        lock (_lock)
        {
            if (!_stays.TryGetValue((channel, user), out stay!))
                (_stays[(channel, user)], isNew) = (stay = new Stay(), true);
            stay.Connections++;
            stay.Leaving?.Dispose();
            stay.Leaving = null;
        }

        if (isNew)
            _ = _store.JoinAsync(channel, user).AsTask();
        return new Entered(() => Exit(channel, user, stay));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _refreshes.DisposeAsync().ConfigureAwait(false);
        await _store.DisposeAsync().ConfigureAwait(false);
    }

    private void Exit(string channel, string user, Stay stay)
    {
        lock (_lock)
        {
            if (--stay.Connections == 0)
                stay.Leaving = _time.CreateTimer(_ => Leave(channel, user, stay), null, Grace, Timeout.InfiniteTimeSpan);
        }
    }

    private void Leave(string channel, string user, Stay stay)
    {
        lock (_lock)
        {
            // It has come back while the timer was on its way.
            if (stay.Connections > 0 || !_stays.Remove((channel, user)))
                return;
            stay.Leaving?.Dispose();
        }

        _ = _store.LeaveAsync(channel, user).AsTask();
    }

    private async Task RefreshAsync()
    {
        (string Channel, string User)[] here;
        lock (_lock)
            here = [.. _stays.Keys];
        foreach (var channel in here.GroupBy(stay => stay.Channel, stay => stay.User))
            await _store.RefreshAsync(channel.Key, [.. channel]).ConfigureAwait(false);
    }

    private sealed class Stay
    {
        public int Connections { get; set; }

        public ITimer? Leaving { get; set; }
    }

    private sealed class Entered(Action end) : IDisposable
    {
        private int _disposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0)
                end();
        }
    }
}
