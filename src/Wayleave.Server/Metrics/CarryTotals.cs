using Wayleave.Server.Carry;
using Wayleave.Server.Relaying;

namespace Wayleave.Server.Metrics;

/// <summary>What carries the sockets whose pages may come and go, and how often they came back. Thread-safe.</summary>
/// <remarks>As <see cref="SocketTotals"/> does, it moves what has closed to the sums in one step.</remarks>
internal sealed class CarryTotals
{
    /// <summary>What carries a socket whose page is away, or has not come yet.</summary>
    public const string Nothing = "none";

    private readonly Lock _lock = new();
    private readonly HashSet<LiveTunnel> _open = [];
    private readonly Dictionary<string, Sums> _ended = [];

    /// <summary>Counts a socket in, if it is carried.</summary>
    /// <param name="tunnel">The socket.</param>
    public void Opened(LiveTunnel tunnel)
    {
        if (tunnel.Info.Session is null)
            return;
        lock (_lock)
            _open.Add(tunnel);
    }

    /// <summary>Takes the last counts of one that has ended.</summary>
    /// <param name="tunnel">The socket.</param>
    public void Closed(LiveTunnel tunnel)
    {
        if (tunnel.Info.Session is not { } session)
            return;
        lock (_lock)
        {
            _open.Remove(tunnel);
            // A crowd that is gone leaves its room behind.
            if (_open.Count < _open.Capacity / 4)
                _open.TrimExcess();
            _ended[tunnel.Info.Route] = _ended.GetValueOrDefault(tunnel.Info.Route).Plus(session.Count());
        }
    }

    /// <summary>How many sockets each transport carries now, by route.</summary>
    public IReadOnlyDictionary<(string Route, string Transport), int> Carried()
    {
        lock (_lock)
            return _open.CountBy(tunnel => (tunnel.Info.Route, TransportOf(tunnel.Info.Session!.Count()))).ToDictionary();
    }

    /// <summary>The sums of each route.</summary>
    public IReadOnlyDictionary<string, Sums> ByRoute()
    {
        lock (_lock)
        {
            var sums = new Dictionary<string, Sums>(_ended);
            foreach (var tunnel in _open)
                sums[tunnel.Info.Route] = sums.GetValueOrDefault(tunnel.Info.Route).Plus(tunnel.Info.Session!.Count());
            return sums;
        }
    }

    private static string TransportOf(CarryCounts counts) => counts is { IsAway: false, Transport: { } transport } ? transport : Nothing;

    /// <summary>The sums of a route.</summary>
    /// <param name="Resumes">How often a socket was resumed.</param>
    /// <param name="Replayed">How many messages were sent again.</param>
    public readonly record struct Sums(long Resumes, long Replayed)
    {
        /// <summary>These and a socket's.</summary>
        /// <param name="counts">The socket's.</param>
        public Sums Plus(CarryCounts counts) => new(Resumes + counts.Resumes, Replayed + counts.Replayed);
    }
}
