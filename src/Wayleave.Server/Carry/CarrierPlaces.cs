namespace Wayleave.Server.Carry;

/// <summary>How many requests carry a session at a moment. Thread-safe.</summary>
/// <remarks>
/// A page has one request up and one response down under way, and while it looks for a better way three more; what a hop has not told us is gone may be some more. None of them
/// is made faster by more of them at once, but each may hold a body or an answer of 256 KiB.
/// </remarks>
internal sealed class CarrierPlaces
{
    /// <summary>The most at a moment.</summary>
    public const int Most = 16;

    private int _taken;

    /// <summary>Takes one; whoever gets it frees it.</summary>
    public bool TryTake()
    {
        if (Interlocked.Increment(ref _taken) <= Most)
            return true;
        Free();
        return false;
    }

    /// <summary>Frees one that was taken.</summary>
    public void Free() => Interlocked.Decrement(ref _taken);
}
