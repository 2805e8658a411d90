namespace Wayleave.Server.Carry;

/// <summary>The ids of sessions that have ended lately: what would open one of them again is a copy of the request that opened it, late on its way. Thread-safe.</summary>
/// <remarks>Two sets that take turns: one is filled, and takes the other one's place when it is old enough, or full.</remarks>
/// <param name="time">The clock.</param>
internal sealed class EndedIds(TimeProvider time)
{
    // What a set takes: a megabyte, whoever opens and leaves as fast as may be.
    private const int Most = 8 * 1024;

    // Hops that send a request again do it within seconds.
    private static readonly TimeSpan s_kept = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private HashSet<string> _latest = [];
    private HashSet<string> _earlier = [];
    private long _began = time.GetTimestamp();

    /// <summary>One has ended.</summary>
    /// <param name="id">Its id.</param>
    public void Add(string id)
    {
        lock (_lock)
        {
            Turn();
            _latest.Add(id);
        }
    }

    /// <summary>Whether it is known that one has ended.</summary>
    /// <param name="id">Its id.</param>
    public bool Contains(string id)
    {
        lock (_lock)
        {
            Turn();
            return _latest.Contains(id) || _earlier.Contains(id);
        }
    }

    private void Turn()
    {
        var age = time.GetElapsedTime(_began);
        if (age < s_kept && _latest.Count < Most)
            return;
        (_earlier, _latest, _began) = (age < 2 * s_kept ? _latest : [], [], time.GetTimestamp());
    }
}
