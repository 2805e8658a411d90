namespace Wayleave.Server.Destinations.Health;

/// <summary>Checks destinations now and then, each in a loop of its own that reloads start, stop, or leave running.</summary>
/// <param name="check">Carries out one check, see <see cref="HealthProbe"/>; throws only when it is cancelled.</param>
/// <param name="time">The clock of the intervals.</param>
/// <param name="chance">Numbers from 0 up to 1: the loops begin spread over the first interval, and so stay apart.</param>
internal sealed class HealthChecker(Func<HealthTarget, CancellationToken, Task<HealthResult>> check, TimeProvider time, Func<double> chance) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<HealthTarget, (CancellationTokenSource Stop, Task Loop)> _running = [];
    private bool _disposed;

    /// <summary>Checks these from now on, and no others.</summary>
    /// <param name="targets">What is to be checked; see <see cref="HealthTarget.Of"/>.</param>
    public void Apply(IEnumerable<HealthTarget> targets)
    {
        var wanted = targets.ToHashSet();
        var dropped = new List<Destination>();
        lock (_lock)
        {
            if (_disposed)
                return;
            foreach (var (target, (stop, _)) in _running.Where(running => !wanted.Contains(running.Key)).ToArray())
            {
                _running.Remove(target);
                stop.Cancel();
                dropped.Add(target.Destination);
            }

            foreach (var target in wanted.Where(target => !_running.ContainsKey(target)))
            {
                var stop = new CancellationTokenSource();
                _running.Add(target, (stop, LoopAsync(target, stop.Token)));
            }
        }

        // One that is checked in another way from now on keeps its standing until that way has told.
        foreach (var destination in dropped.Except(wanted.Select(target => target.Destination)))
            destination.Health.Unchecked();
    }

    /// <summary>Stops all, and waits until they have. Safe twice.</summary>
    public async ValueTask DisposeAsync()
    {
        (CancellationTokenSource Stop, Task Loop)[] running;
        lock (_lock)
        {
            _disposed = true;
            running = [.. _running.Values];
            _running.Clear();
        }

        foreach (var (stop, _) in running)
            await stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(running.Select(one => one.Loop)).ConfigureAwait(false);
    }

    private async Task LoopAsync(HealthTarget target, CancellationToken stop)
    {
        try
        {
            await Task.Delay(target.Settings.Interval * chance(), time, stop).ConfigureAwait(false);
            while (true)
            {
                var result = await check(target, stop).ConfigureAwait(false);
                // Under the lock, so that no result is taken over after a reload has said that nobody checks it any more.
                lock (_lock)
                {
                    stop.ThrowIfCancellationRequested();
                    target.Destination.Health.Checked(result.IsHealthy, result.Words, target.Settings);
                }

                await Task.Delay(target.Settings.Interval, time, stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped.
        }
    }
}
