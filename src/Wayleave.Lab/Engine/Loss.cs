namespace Wayleave.Lab.Engine;

/// <summary>The last moments of a connection that is about to be cut: what is written on it then, either way, is lost.</summary>
internal sealed class Loss
{
    private readonly TaskCompletionSource _full = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _begun;
    private long _left;

    /// <summary>Loses everything from now on.</summary>
    /// <returns>Completes when that much was lost.</returns>
    public Task BeginAsync(long bytes)
    {
        _left = bytes;
        _begun = true;
        return _full.Task;
    }

    /// <summary>Whether what is being written is lost.</summary>
    public bool Takes(int count)
    {
        if (!_begun)
            return false;
        if (Interlocked.Add(ref _left, -count) <= 0)
            _full.TrySetResult();
        return true;
    }
}
