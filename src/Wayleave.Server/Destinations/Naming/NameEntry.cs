namespace Wayleave.Server.Destinations.Naming;

/// <summary>One name's answer, its age, and the one look-up that may be under way for it.</summary>
/// <param name="lookUp">Looks it up. Never throws.</param>
/// <param name="time">The clock.</param>
internal sealed class NameEntry(Func<Task<LookUp>> lookUp, TimeProvider time)
{
    // RFC 8767 §5: a client waits 1.8 s for fresh data before it gets stale ones.
    private static readonly TimeSpan StalePatience = TimeSpan.FromSeconds(1.8);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private NameAnswer? _answer;
    private long _known;
    private TimeSpan _life;
    private int _failures;
    private Task<NameAnswer>? _running;
    private long _started;

    /// <summary>The answer: at once while it is fresh, else looked up, by one for all who wait.</summary>
    /// <param name="cancel">Stops the wait; the look-up goes on for others.</param>
    public ValueTask<NameAnswer> GetAsync(CancellationToken cancel)
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            if (_answer is not null && time.GetElapsedTime(_known, now) < _life)
                return new ValueTask<NameAnswer>(_answer);
            if (_running is null)
            {
                _started = now;
                _running = Task.Run(RefreshAsync, CancellationToken.None);
            }

            if (_answer?.Failure is not null || _answer is null)
                return new ValueTask<NameAnswer>(_running.WaitAsync(cancel));
            var patience = StalePatience - time.GetElapsedTime(_started, now);
            return patience <= TimeSpan.Zero ? new ValueTask<NameAnswer>(_answer) : new ValueTask<NameAnswer>(FreshOrStaleAsync(_running, _answer, patience, cancel));
        }
    }

    private async Task<NameAnswer> FreshOrStaleAsync(Task<NameAnswer> fresh, NameAnswer stale, TimeSpan patience, CancellationToken cancel)
    {
        try
        {
            return await fresh.WaitAsync(patience, time, cancel).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return stale;
        }
    }

    private async Task<NameAnswer> RefreshAsync()
    {
        LookUp found;
        try
        {
            found = await lookUp().ConfigureAwait(false);
        }
        catch
        {
            // A defect of ours shows at whoever waits, and must not leave the name stuck.
            lock (_lock)
                _running = null;
            throw;
        }

        lock (_lock)
        {
            _running = null;
            _known = time.GetTimestamp();
            if (!found.IsFailure)
                (_answer, _life, _failures) = (found.Answer, found.Life, 0);
            else
            {
                // The last good answer stands while nobody knows better; with none, somebody waits: ask again soon.
                var hasGood = _answer is { Failure: null };
                _life = Retry(_failures++, hasGood ? LongestRetry : NameServers.NegativeLife);
                if (!hasGood)
                    _answer = found.Answer;
            }

            return _answer!;
        }
    }

    private static TimeSpan Retry(int failures, TimeSpan longest)
    {
        var retry = FirstRetry * Math.Pow(2, Math.Min(failures, 10));
        return retry < longest ? retry : longest;
    }
}
