using System.Net;

namespace Wayleave.Server.Metrics;

/// <summary>
/// Tells sockets that come back from new ones: one counts as a reconnect that opens within 60 s after one of the same route and client
/// address has ended, and each that has ended is made up for once. Thread-safe.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="capacity">The most ends that are remembered; beyond it the oldest is forgotten, and fewer reconnects are seen.</param>
internal sealed class Reconnects(TimeProvider time, int capacity = 20_000)
{
    /// <summary>How soon a socket must come back.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();
    private readonly Queue<((string Route, IPAddress Client) Who, long At)> _ends = [];
    private readonly Dictionary<(string Route, IPAddress Client), (int Queued, int Missing)> _known = [];

    /// <summary>A socket has ended.</summary>
    /// <param name="route">Its route.</param>
    /// <param name="client">Its client.</param>
    public void Ended(string route, IPAddress client)
    {
        lock (_lock)
        {
            Forget();
            if (_ends.Count >= capacity)
                ForgetOldest();
            var who = (route, client);
            _ends.Enqueue((who, time.GetTimestamp()));
            var (queued, missing) = _known.GetValueOrDefault(who);
            _known[who] = (queued + 1, missing + 1);
        }
    }

    /// <summary>A socket has opened.</summary>
    /// <param name="route">Its route.</param>
    /// <param name="client">Its client.</param>
    /// <returns>Whether it comes back.</returns>
    public bool Opened(string route, IPAddress client)
    {
        lock (_lock)
        {
            Forget();
            var (queued, missing) = _known.GetValueOrDefault((route, client));
            if (missing == 0)
                return false;
            _known[(route, client)] = (queued, missing - 1);
            return true;
        }
    }

    private void Forget()
    {
        while (_ends.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At) > Window)
            ForgetOldest();
    }

    // The oldest ends are made up for first: of those still missing there are at most as many as are still remembered.
    private void ForgetOldest()
    {
        var (who, _) = _ends.Dequeue();
        var (queued, missing) = _known[who];
        if (queued == 1)
            _known.Remove(who);
        else
            _known[who] = (queued - 1, Math.Min(missing, queued - 1));
    }
}
