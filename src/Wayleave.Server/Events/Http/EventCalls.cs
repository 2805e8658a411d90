using System.Collections.Concurrent;
using Wayleave.Server.Events.Herd;

namespace Wayleave.Server.Events.Http;

/// <summary>All streams and polls that are served, until the process stops. Thread-safe.</summary>
/// <param name="time">The clock.</param>
internal sealed class EventCalls(TimeProvider time)
{
    private readonly ConcurrentDictionary<LiveCall, bool> _live = [];
    private volatile bool _isLeaving;

    /// <summary>Serves one to its end.</summary>
    /// <param name="serveAsync">Serves it, until it is told to leave.</param>
    public async Task RunAsync(Func<CancellationToken, Task> serveAsync)
    {
        using var live = new LiveCall();
        _live[live] = true;
        try
        {
            if (_isLeaving)
                live.Leave();
            await serveAsync(live.Leaving).ConfigureAwait(false);
        }
        finally
        {
            _live.TryRemove(live, out _);
        }
    }

    /// <summary>Tells all to leave, one after the other, as sockets are told; one that comes meanwhile is told at once.</summary>
    /// <param name="window">Over how long.</param>
    /// <param name="cancellationToken">Tells the rest at once.</param>
    public Task LeaveAsync(TimeSpan window, CancellationToken cancellationToken)
    {
        _isLeaving = true;
        return Departure.TellAsync<LiveCall>([.. _live.Keys], window, live => live.Leave(), time, cancellationToken);
    }

    private sealed class LiveCall : IDisposable
    {
        private readonly CancellationTokenSource _leaving = new();
        private readonly Lock _lock = new();
        private bool _isDisposed;

        public CancellationToken Leaving => _leaving.Token;

        public void Leave()
        {
            lock (_lock)
                if (!_isDisposed)
                    _leaving.Cancel();
        }

        public void Dispose()
        {
            lock (_lock)
                _isDisposed = true;
            _leaving.Dispose();
        }
    }
}
