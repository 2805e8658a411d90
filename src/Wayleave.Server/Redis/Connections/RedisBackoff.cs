namespace Wayleave.Server.Redis.Connections;

/// <summary>How long to wait before the next attempt to connect: at first not at all, then 100 ms, twice as long each time, up to 5 s.</summary>
/// <param name="chance">From 0 up to 1: spreads each wait by a half in both directions, so that many nodes do not come back at once.</param>
internal sealed class RedisBackoff(Func<double> chance)
{
    /// <summary>The longest wait but for the spread, and how long a connection must live to count as a success.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    private int _failures;

    /// <summary>The next wait.</summary>
    public TimeSpan Next()
    {
        var failures = _failures;
        // Beyond seven doublings nothing grows any more.
        _failures = Math.Min(failures + 1, 8);
        if (failures == 0)
            return TimeSpan.Zero;
        var wait = Shortest * (1 << (failures - 1));
        return (wait < Longest ? wait : Longest) * (0.5 + chance());
    }

    /// <summary>Begins anew.</summary>
    public void Reset() => _failures = 0;
}
