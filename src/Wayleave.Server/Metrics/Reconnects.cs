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
    private readonly Queue<(Ends Of, long At)> _ends = [];
    private readonly Dictionary<(string Route, IPAddress Client), Ends> _known = [];

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
            if (!_known.TryGetValue((route, client), out var ends))
                _known[(route, client)] = ends = new Ends(route, client);
            _ends.Enqueue((ends, time.GetTimestamp()));
            ends.Queued++;
            ends.Missing++;
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
            if (!_known.TryGetValue((route, client), out var ends) || ends.Missing == 0)
                return false;
            ends.Missing--;
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
        var (ends, _) = _ends.Dequeue();
        if (--ends.Queued == 0)
            _known.Remove((ends.Route, ends.Client));
        ends.Missing = Math.Min(ends.Missing, ends.Queued);
        // A crowd that ended at once leaves no room behind for the next one.
        if (_ends.Count < _ends.Capacity / 4)
            _ends.TrimExcess();
    }

    // One for all ends of the same route and client, however many: they come in thousands where a proxy stands in front.
    private sealed class Ends(string route, IPAddress client)
    {
        public string Route => route;

        public IPAddress Client => client;

        public int Queued { get; set; }

        public int Missing { get; set; }
    }
}
