namespace Wayleave.Server.Listening;

/// <summary>How many client connections there are, against how many there may be.</summary>
internal sealed class ConnectionCount(int limit)
{
    private int _limit = limit;
    private int _count;

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
        Interlocked.Decrement(ref _count);
        return false;
    }

    /// <summary>Counts one less.</summary>
    public void Leave() => Interlocked.Decrement(ref _count);
}
