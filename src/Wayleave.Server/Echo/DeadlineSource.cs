namespace Wayleave.Server.Echo;

/// <summary>A token that ends after a while, or when another does.</summary>
internal sealed class DeadlineSource : IDisposable
{
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _both;

    public DeadlineSource(TimeSpan after, TimeProvider time, CancellationToken other)
    {
        _timer = new CancellationTokenSource(after, time);
        _both = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, other);
    }

    public CancellationToken Token => _both.Token;

    public void Dispose()
    {
        _both.Dispose();
        _timer.Dispose();
    }
}
