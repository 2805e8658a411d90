namespace Wayleave.Client.Pumping;

/// <summary>Gives a connection up on which nothing comes. Time counts only while something is waited for: a slow reader makes no connection dead.</summary>
internal sealed class Watch : IDisposable
{
    private readonly CancellationTokenSource _over;
    private readonly ITimer _timer;

    /// <summary>Begins, without a wait.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives the connection up in any case.</param>
    public Watch(TimeProvider time, CancellationToken cancellationToken)
    {
        _over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _timer = time.CreateTimer(static state => ((Watch)state!).Pass(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Ends when the connection is to be given up.</summary>
    public CancellationToken Token => _over.Token;

    /// <summary>Whether that is so since nothing came.</summary>
    public bool HasPassed { get; private set; }

    /// <summary>Something is waited for.</summary>
    /// <param name="patience">For how long.</param>
    public void Start(TimeSpan patience) => _timer.Change(patience, Timeout.InfiniteTimeSpan);

    /// <summary>It has come.</summary>
    public void Stop() => _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        _over.Dispose();
    }

    private void Pass()
    {
        HasPassed = true;
        try
        {
            _over.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It fired while the connection was being given up for another reason.
        }
    }
}
