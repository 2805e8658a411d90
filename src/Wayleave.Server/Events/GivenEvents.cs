namespace Wayleave.Server.Events;

/// <summary>How many events clients have got, by route and by what they came over. Thread-safe.</summary>
/// <remarks>Each connection counts its own, which costs nothing at an event; they are added up when somebody asks.</remarks>
internal sealed class GivenEvents
{
    /// <summary>Over WebSockets.</summary>
    public const string WebSocket = "ws";

    /// <summary>Over server-sent events.</summary>
    public const string Stream = "sse";

    /// <summary>Over long polls.</summary>
    public const string Poll = "poll";

    private readonly Lock _lock = new();
    private readonly HashSet<Counting> _live = [];
    private readonly Dictionary<(string Route, string Transport), long> _ended = [];

    /// <summary>What has been given until now.</summary>
    public IReadOnlyCollection<KeyValuePair<(string Route, string Transport), long>> Now
    {
        get
        {
            lock (_lock)
            {
                var sums = new Dictionary<(string Route, string Transport), long>(_ended);
                foreach (var each in _live)
                    sums[each.Of] = sums.GetValueOrDefault(each.Of) + each.Count;
                return sums;
            }
        }
    }

    /// <summary>Counts what a connection gives, until it is disposed of; what it gave by then stays counted.</summary>
    /// <param name="route">The route's name.</param>
    /// <param name="transport">What it comes over.</param>
    /// <param name="count">How many it has given until now.</param>
    public IDisposable Begin(string route, string transport, Func<long> count)
    {
        var counting = new Counting(this, (route, transport), count);
        lock (_lock)
            _live.Add(counting);
        return counting;
    }

    private sealed class Counting(GivenEvents all, (string Route, string Transport) of, Func<long> count) : IDisposable
    {
        public (string Route, string Transport) Of => of;

        public long Count => count();

        public void Dispose()
        {
            // In one step: a sum that goes down is taken for a restart.
            lock (all._lock)
                if (all._live.Remove(this))
                    all._ended[of] = all._ended.GetValueOrDefault(of) + Count;
        }
    }
}
