namespace Wayleave.Conformance.Redis;

/// <summary>A master with a replica and a sentinel, whose failover loses what was written last.</summary>
internal sealed class RedisFailover : IAsyncDisposable
{
    private readonly RedisProgram _master;
    private readonly RedisProgram _replica;
    private readonly RedisProgram _sentinel;
    private readonly RedisCaller _toMaster;

    private RedisFailover(RedisProgram master, RedisProgram replica, RedisProgram sentinel) =>
        (_master, _replica, _sentinel, _toMaster) = (master, replica, sentinel, new RedisCaller($"redis://{master.Address}/0"));

    /// <summary>The store's URL.</summary>
    public string Url => $"redis-sentinel://{_sentinel.Address}/mymaster/0";

    /// <summary>Starts them.</summary>
    public static async Task<RedisFailover> StartAsync()
    {
        var master = await RedisProgram.StartAsync();
        var replica = await RedisProgram.StartAsync($"replicaof 127.0.0.1 {master.Port}");
        await replica.LineAsync("MASTER <-> REPLICA sync: Finished with success");
        var sentinel = await RedisProgram.StartSentinelAsync(master.Address);
        await sentinel.LineAsync("+slave");
        return new RedisFailover(master, replica, sentinel);
    }

    /// <summary>From here on what is written is in the master alone; what was written before is in the replica too.</summary>
    public async Task CutAsync()
    {
        // WAIT is for what its own connection has written; that comes behind all else.
        await _toMaster.AskKeyAsync("SET", "behind", "1");
        (await _toMaster.AskAsync("WAIT", "1", "5000")).ShouldBe(":1");
        // The replica stands still, and its line ends: so it does not come back for more.
        await _replica.SignalAsync("STOP");
        await _toMaster.AskAsync("CLIENT", "KILL", "TYPE", "replica");
    }

    /// <summary>The master dies, and the replica takes over.</summary>
    public async Task FailOverAsync()
    {
        await _master.KillAsync();
        await _replica.SignalAsync("CONT");
        await _sentinel.LineAsync("+switch-master");
    }

    public async ValueTask DisposeAsync()
    {
        await _toMaster.DisposeAsync();
        await _sentinel.DisposeAsync();
        await _replica.DisposeAsync();
        await _master.DisposeAsync();
    }
}
