namespace Wayleave.Server.Admission;

/// <summary>How fast an address does something: a bucket that refills with time. Not thread-safe.</summary>
/// <param name="now">The time.</param>
internal sealed class RateUse(TimeSpan now)
{
    /// <summary>How many may come at once after a quiet time, in seconds of the rate.</summary>
    public const int BurstSeconds = 10;

    // How much of the burst is used up, and not what is left: so a new rate needs no new bucket.
    private double _used;
    private TimeSpan _since = now;

    /// <summary>Whether nothing is known of it that is worth keeping.</summary>
    /// <param name="now">The time.</param>
    public bool IsIdle(TimeSpan now) => _used <= 0 || now - _since > TimeSpan.FromSeconds(BurstSeconds);

    /// <summary>Takes one out of the bucket.</summary>
    /// <param name="perSecond">The rate.</param>
    /// <param name="now">The time.</param>
    /// <param name="wait">How long until there is one, where the answer is false.</param>
    public bool TryTake(int perSecond, TimeSpan now, out TimeSpan wait)
    {
        if (!HasOne(perSecond, now, out wait))
            return false;
        _used++;
        return true;
    }

    /// <summary>Whether there is one in the bucket.</summary>
    /// <param name="perSecond">The rate.</param>
    /// <param name="now">The time.</param>
    /// <param name="wait">How long until there is one, where the answer is false.</param>
    public bool HasOne(int perSecond, TimeSpan now, out TimeSpan wait)
    {
        _used = Math.Max(0, _used - ((now - _since).TotalSeconds * perSecond));
        _since = now;
        var over = _used + 1 - (perSecond * BurstSeconds);
        wait = TimeSpan.FromSeconds(Math.Max(0, over / perSecond));
        return over <= 0;
    }
}
