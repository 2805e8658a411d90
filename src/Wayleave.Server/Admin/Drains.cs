using System.Collections.Immutable;
using Wayleave.Protocol.Frames;
using Wayleave.Protocol.Relay;
using Wayleave.Server.Destinations;
using Wayleave.Server.Relaying;

namespace Wayleave.Server.Admin;

/// <summary>
/// Takes destinations out: they get nothing new, and their open sockets are told to leave one after another, so that their clients come
/// back to the other destinations one after another too. Thread-safe.
/// </summary>
/// <param name="tunnels">The open sockets.</param>
/// <param name="time">The clock.</param>
internal sealed class Drains(TunnelRegistry tunnels, TimeProvider time) : IAsyncDisposable
{
    private const string Reason = "this app is taken out of service";

    // A handshake that was under way opens its socket after the drain has begun.
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<Destination, (CancellationTokenSource Stop, Task Run)> _running = [];
    private bool _disposed;

    /// <summary>Takes one out; again with another time, that counts from now on.</summary>
    /// <param name="destination">The destination.</param>
    /// <param name="over">Over how long its sockets are told to leave.</param>
    public void Begin(Destination destination, TimeSpan over)
    {
        destination.Health.Drain(true);
        lock (_lock)
        {
            if (_disposed)
                return;
            Stop(destination);
            var stop = new CancellationTokenSource();
            _running[destination] = (stop, RunAsync(destination, over, stop.Token));
        }
    }

    /// <summary>Lets one in again; sockets that have not been told to leave stay.</summary>
    /// <param name="destination">The destination.</param>
    public void End(Destination destination)
    {
        lock (_lock)
            Stop(destination);
        destination.Health.Drain(false);
    }

    /// <summary>Stops telling sockets to leave. Safe twice.</summary>
    public async ValueTask DisposeAsync()
    {
        ImmutableArray<Task> runs;
        lock (_lock)
        {
            _disposed = true;
            runs = [.. _running.Values.Select(one => one.Run)];
            foreach (var destination in _running.Keys.ToArray())
                Stop(destination);
        }

        await Task.WhenAll(runs).ConfigureAwait(false);
    }

    private void Stop(Destination destination)
    {
        if (_running.Remove(destination, out var running))
            running.Stop.Cancel();
    }

    private async Task RunAsync(Destination destination, TimeSpan over, CancellationToken stop)
    {
        try
        {
            // Whoever asked need not wait for the first ones.
            await Task.Yield();
            await Spread.TellAsync(tunnels, SocketsOf(destination), over, live => Tell(live, stop), time, stop).ConfigureAwait(false);
            while (destination.OpenSockets > 0)
            {
                await Task.Delay(s_lookAgain, time, stop).ConfigureAwait(false);
                foreach (var live in SocketsOf(destination))
                    Tell(live, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // It is let in again, or all ends.
        }
    }

    private LiveTunnel[] SocketsOf(Destination destination) => [.. tunnels.Live.Where(live => live.Info.Destination == destination)];

    private static void Tell(LiveTunnel live, CancellationToken stop)
    {
        // Many may be due at once, with no wait between in which a stop would be noticed.
        stop.ThrowIfCancellationRequested();
        live.Tunnel.Leave(EndedBy.Drain, CloseCode.GoingAway, Reason);
    }
}
