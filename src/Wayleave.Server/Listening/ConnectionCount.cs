namespace Wayleave.Server.Listening;

/// <summary>How many client connections there are, against how many there may be.</summary>
/// <param name="limit">The most there may be.</param>
internal sealed class ConnectionCount(int limit)
{
    private int _limit = limit;
    private int _count;
    private TaskCompletionSource? _none;

    /// <summary>How many there are.</summary>
    public int Now => Volatile.Read(ref _count);

    /// <summary>The most there may be; changes at a reload, and then binds new ones only.</summary>
    public int Limit
    {
        get => Volatile.Read(ref _limit);
        set => Volatile.Write(ref _limit, value);
    }

    /// <summary>Counts one more, if there is room.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _count) <= Limit)
            return true;
        Leave();
        return false;
    }

    /// <summary>Counts one less.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _count) == 0)
            Volatile.Read(ref _none)?.TrySetResult();
    }

    /// <summary>Ends when there is none: at once, or with the last that leaves. There is one who waits.</summary>
    public Task NoneAsync()
    {
        var none = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _none, none);
        // The last one may leave between the look and the wait: it has the task before the look.
        Interlocked.MemoryBarrier();
        if (Now == 0)
            none.TrySetResult();
        return none.Task;
    }
}
