using System.Collections.Concurrent;
using System.Diagnostics;
using Wayleave.Protocol.Relay;

namespace Wayleave.Server.Relaying;

/// <summary>All open sockets. Thread-safe.</summary>
/// <param name="observer">Told of each socket that opens and closes.</param>
internal sealed class TunnelRegistry(ITunnelObserver observer)
{
    private readonly ConcurrentDictionary<long, LiveTunnel> _live = [];
    private readonly Lock _lock = new();
    private Action<LiveTunnel>? _late;
    private long _lastId;

    /// <summary>How many there are.</summary>
    public int Count => _live.Count;

    /// <summary>Those that are open now, in no order.</summary>
    public IEnumerable<LiveTunnel> Live => _live.Select(pair => pair.Value);

    /// <summary>A number for a new one.</summary>
    public long NextId() => Interlocked.Increment(ref _lastId);

    /// <summary>The one of that number; null if it is not open.</summary>
    /// <param name="id">The number.</param>
    public LiveTunnel? Find(long id) => _live.GetValueOrDefault(id);

    /// <summary>From now on, no socket is to open for long.</summary>
    /// <param name="late">Told of each that opens all the same, as soon as it is being relayed.</param>
    /// <returns>Those that are open; of every other one <paramref name="late"/> is told.</returns>
    public LiveTunnel[] Close(Action<LiveTunnel> late)
    {
        lock (_lock)
        {
            _late = late;
            return [.. Live];
        }
    }

    /// <summary>Relays a socket until it is over.</summary>
    /// <param name="live">The socket.</param>
    /// <param name="fromApp">What the app sent with its answer.</param>
    /// <param name="fromClient">What the client sent with its request.</param>
    public async Task RunAsync(LiveTunnel live, ReadOnlyMemory<byte> fromApp, ReadOnlyMemory<byte> fromClient)
    {
        Action<LiveTunnel>? late;
        lock (_lock)
        {
            _live[live.Info.Id] = live;
            late = _late;
        }

        observer.Opened(live);
        // What goes on from here is no part of the handshake, and must not keep its span.
        Activity.Current = null;
        var ending = new RelayEnding(EndedBy.Gateway, "the relay failed");
        try
        {
            var running = live.Tunnel.RunAsync(fromApp, fromClient);
            late?.Invoke(live);
            ending = await running.ConfigureAwait(false);
        }
        finally
        {
            _live.TryRemove(live.Info.Id, out _);
            observer.Closed(live, ending);
        }
    }
}
