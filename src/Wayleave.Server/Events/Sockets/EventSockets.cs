using System.Collections.Concurrent;
using System.Security.Cryptography;
using Wayleave.Protocol.Frames;
using Wayleave.Server.Events.Herd;
using Wayleave.Server.Serving;

namespace Wayleave.Server.Events.Sockets;

/// <summary>All open sockets that give channels, from their first word to their last. Thread-safe.</summary>
/// <param name="herd">Says when those who leave are to come back.</param>
/// <param name="given">Counts events.</param>
/// <param name="observer">Told of each that opens and closes.</param>
/// <param name="time">The clock.</param>
internal sealed class EventSockets(HerdControl herd, GivenEvents given, IGatewayObserver observer, TimeProvider time)
{
    // 4101: come back with a pause (wayleave.v1). 1012: service restart, as proxied sockets are told.
    private const ushort Draining = 4101;

    private readonly ConcurrentDictionary<long, LiveEvents> _live = [];
    private volatile bool _isLeaving;

    /// <summary>How many there are.</summary>
    public int Count => _live.Count;

    /// <summary>Those that are open.</summary>
    public IEnumerable<LiveEvents> Live => _live.Values;

    /// <summary>One that is open.</summary>
    /// <param name="id">Its number.</param>
    public LiveEvents? Find(long id) => _live.GetValueOrDefault(id);

    /// <summary>Serves one to its end.</summary>
    /// <param name="live">The socket.</param>
    /// <param name="early">What the client sent behind its handshake.</param>
    public async Task RunAsync(LiveEvents live, ReadOnlyMemory<byte> early)
    {
        using var place = herd.Enter();
        using var counted = given.Begin(live.Route, GivenEvents.WebSocket, () => live.Socket.Events);
        _live[live.Id] = live;
        observer.Joined(live);
        var ending = new EventEnding("gateway", null, "the socket failed");
        try
        {
            if (_isLeaving)
                Tell(live);
            ending = await live.Socket.RunAsync(early).ConfigureAwait(false);
        }
        finally
        {
            _live.TryRemove(live.Id, out _);
            observer.Left(live, ending);
        }
    }

    /// <summary>Tells all to leave, one after the other, in an order of chance, so that they do not come back all at once.</summary>
    /// <param name="window">Over how long.</param>
    /// <param name="cancellationToken">Tells the rest at once.</param>
    public Task LeaveAsync(TimeSpan window, CancellationToken cancellationToken)
    {
        _isLeaving = true;
        return Departure.TellAsync<LiveEvents>([.. _live.Values], window, Tell, time, cancellationToken);
    }

    /// <summary>Cuts off whoever is left.</summary>
    public void Cut()
    {
        foreach (var live in _live.Values)
            live.Socket.Cut();
    }

    // In an order of chance too: those told together do not come together.
    private void Tell(LiveEvents live) => live.Socket.Leave(new EventEnding(
        "drain", live.Plan.Form == EventForm.Envelope ? Draining : (ushort)CloseCode.ServiceRestart, "the gateway restarts",
        herd.RetryWindow * (RandomNumberGenerator.GetInt32(1000) / 1000.0)));
}
