using Wayleave.Server.Destinations;
using Wayleave.Server.Relaying;

namespace Wayleave.Server.Metrics;

/// <summary>What has passed through sockets, the open ones included as they are now. Thread-safe.</summary>
/// <remarks>
/// A socket that closes is moved from the open ones to the sums in one step: a total that were smaller for a moment would look like a
/// restart to Prometheus, and count everything twice.
/// </remarks>
internal sealed class SocketTotals
{
    private readonly Lock _lock = new();
    private readonly HashSet<LiveTunnel> _open = [];
    private readonly Dictionary<string, Sums> _ended = [];

    /// <summary>Counts a socket in.</summary>
    /// <param name="tunnel">The socket.</param>
    public void Opened(LiveTunnel tunnel)
    {
        lock (_lock)
            _open.Add(tunnel);
    }

    /// <summary>Takes the last counts of one that has ended.</summary>
    /// <param name="tunnel">The socket.</param>
    public void Closed(LiveTunnel tunnel)
    {
        lock (_lock)
        {
            _open.Remove(tunnel);
            // A crowd that is gone leaves its room behind.
            if (_open.Count < _open.Capacity / 4)
                _open.TrimExcess();
            _ended[tunnel.Info.Route] = _ended.GetValueOrDefault(tunnel.Info.Route).Plus(tunnel.Tunnel.Count());
        }
    }

    /// <summary>The sums of each route.</summary>
    public IReadOnlyDictionary<string, Sums> ByRoute()
    {
        lock (_lock)
        {
            var sums = new Dictionary<string, Sums>(_ended);
            foreach (var tunnel in _open)
                sums[tunnel.Info.Route] = sums.GetValueOrDefault(tunnel.Info.Route).Plus(tunnel.Tunnel.Count());
            return sums;
        }
    }

    /// <summary>How many sockets each destination has open.</summary>
    public IReadOnlyDictionary<Destination, int> OpenByDestination()
    {
        lock (_lock)
            return _open.CountBy(tunnel => tunnel.Info.Destination).ToDictionary();
    }

    /// <summary>How many bytes are held for peers that do not take them.</summary>
    public long Held()
    {
        lock (_lock)
            return _open.Sum(tunnel => (long)tunnel.Tunnel.Count().Held);
    }

    /// <summary>The sums of a route.</summary>
    /// <param name="MessagesUp">Messages from clients to apps.</param>
    /// <param name="BytesUp">Bytes from clients to apps.</param>
    /// <param name="MessagesDown">Messages from apps to clients.</param>
    /// <param name="BytesDown">Bytes from apps to clients.</param>
    public readonly record struct Sums(long MessagesUp, long BytesUp, long MessagesDown, long BytesDown)
    {
        /// <summary>These and a socket's.</summary>
        /// <param name="counts">The socket's.</param>
        public Sums Plus(TunnelCounts counts) =>
            new(MessagesUp + counts.MessagesUp, BytesUp + counts.BytesUp, MessagesDown + counts.MessagesDown, BytesDown + counts.BytesDown);
    }
}
