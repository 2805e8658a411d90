namespace Wayleave.Server.Admission;

/// <summary>What one client address has open, and how fast it may open more: a bucket that refills with time. Not thread-safe.</summary>
internal sealed class AddressUse(TimeSpan now)
{
    /// <summary>How many upgrades may come at once after a quiet time, in seconds of the rate.</summary>
    public const int BurstSeconds = 10;

    // Negative: how much of the burst is used up. So a new rate needs no new bucket.
    private double _used;
    private TimeSpan _since = now;

    /// <summary>How many sockets are open.</summary>
    public int Open { get; set; }

    /// <summary>Whether nothing is known of it that is worth keeping.</summary>
    /// <param name="now">The time.</param>
    public bool IsIdle(TimeSpan now) => Open == 0 && (_used <= 0 || now - _since > TimeSpan.FromSeconds(BurstSeconds));

    /// <summary>Takes one upgrade out of the bucket.</summary>
    /// <param name="perSecond">The rate.</param>
    /// <param name="now">The time.</param>
    /// <param name="wait">How long until there is one, where the answer is false.</param>
    public bool TryUpgrade(int perSecond, TimeSpan now, out TimeSpan wait)
    {
        _used = Math.Max(0, _used - ((now - _since).TotalSeconds * perSecond));
        _since = now;
        var over = _used + 1 - (perSecond * BurstSeconds);
        wait = TimeSpan.FromSeconds(Math.Max(0, over / perSecond));
        if (over > 0)
            return false;
        _used++;
        return true;
    }
}
