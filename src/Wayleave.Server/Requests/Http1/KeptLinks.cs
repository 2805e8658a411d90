namespace Wayleave.Server.Requests.Http1;

/// <summary>Idle connections to apps, the last used first. Thread-safe.</summary>
/// <param name="time">The clock.</param>
internal sealed class KeptLinks(TimeProvider time) : IDisposable
{
    // Enough for a page's worth of requests at once from many clients; what is beyond would only be closed by the app soon.
    private const int MaxIdle = 128;

    private static readonly TimeSpan s_sweep = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<LinkKey, List<KeptLink>> _idle = [];
    private ITimer? _sweeping;
    private bool _disposed;

    /// <summary>Takes the connection that was used last; null if there is none that is good.</summary>
    /// <param name="key">What it must be good for.</param>
    /// <param name="freshness">For how long it may have been idle at most.</param>
    public KeptLink? Take(LinkKey key, TimeSpan freshness)
    {
        while (TakeLast(key, freshness) is { } link)
        {
            if (!link.HasStirred())
                return link;
            link.End.Close();
        }

        return null;
    }

    /// <summary>Keeps a connection for the next request.</summary>
    /// <param name="key">What it is good for.</param>
    /// <param name="link">The connection; owned from here on.</param>
    public void Keep(LinkKey key, KeptLink link)
    {
        link.Reader.Release();
        link.IdleSince = time.GetTimestamp();
        lock (_lock)
        {
            if (!_idle.TryGetValue(key, out var links))
                _idle[key] = links = [];
            if (!_disposed && links.Count < MaxIdle)
            {
                links.Add(link);
                _sweeping ??= time.CreateTimer(static state => ((KeptLinks)state!).Sweep(), this, s_sweep, s_sweep);
                return;
            }
        }

        link.End.Close();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
            _disposed = true;
        Close(_ => true);
    }

    private KeptLink? TakeLast(LinkKey key, TimeSpan freshness)
    {
        lock (_lock)
        {
            if (!_idle.TryGetValue(key, out var links) || links is not [.., var last])
                return null;
            // Those below it are older still.
            var idle = time.GetElapsedTime(last.IdleSince);
            if (idle > freshness || idle > last.KeptFor)
                return null;
            links.RemoveAt(links.Count - 1);
            return last;
        }
    }

    private void Sweep() => Close(link => time.GetElapsedTime(link.IdleSince) >= link.KeptFor);

    private void Close(Func<KeptLink, bool> isOver)
    {
        var over = new List<KeptLink>();
        lock (_lock)
        {
            foreach (var (key, links) in _idle)
            {
                over.AddRange(links.Where(isOver));
                links.RemoveAll(over.Contains);
                if (links.Count == 0)
                    _idle.Remove(key);
            }

            if (_idle.Count == 0)
            {
                _sweeping?.Dispose();
                _sweeping = null;
            }
        }

        foreach (var link in over)
            link.End.Close();
    }
}
