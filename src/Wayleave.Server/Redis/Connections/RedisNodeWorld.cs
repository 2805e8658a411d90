namespace Wayleave.Server.Redis.Connections;

/// <summary>What all lines of a client share.</summary>
/// <param name="Options">Which Redis, and the limits.</param>
/// <param name="Dialler">Opens connections.</param>
/// <param name="Time">The clock.</param>
/// <param name="Chance">From 0 up to 1.</param>
/// <param name="Observer">Is told how they fare.</param>
internal sealed record RedisNodeWorld(RedisOptions Options, RedisDialler Dialler, TimeProvider Time, Func<double> Chance, IRedisObserver Observer)
{
    /// <summary>Whether only a master will do: a sentinel's answer may be older than a failover.</summary>
    public bool MustBeMaster => Options.Layout == RedisLayout.Sentinel;
}
