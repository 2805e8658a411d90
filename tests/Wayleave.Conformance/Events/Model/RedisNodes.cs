using Wayleave.Conformance.Redis;
using Wayleave.Server.Configuration;
using Wayleave.Server.Destinations.Dialling;
using Wayleave.Server.Destinations.Naming;
using Wayleave.Server.Events.Stores.Redis;
using Wayleave.Server.Redis;

namespace Wayleave.Conformance.Events.Model;

/// <summary>A real Redis and two nodes' stores on it, for many runs.</summary>
internal sealed class RedisNodes : IAsyncDisposable
{
    private readonly RedisProgram _redis;

    private RedisNodes(RedisProgram redis)
    {
        _redis = redis;
        Operator = new RedisCaller($"redis://{redis.Address}");
        Stores = [Store("a"), Store("b")];
    }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; } = new HastyTime();

    /// <summary>The nodes' stores.</summary>
    public RedisStore[] Stores { get; }

    /// <summary>Whoever breaks things.</summary>
    public RedisCaller Operator { get; }

    /// <summary>Starts them.</summary>
    public static async Task<RedisNodes> StartAsync() => new(await RedisProgram.StartAsync());

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var store in Stores)
            await store.DisposeAsync();
        await Operator.DisposeAsync();
        await _redis.DisposeAsync();
    }

    private RedisStore Store(string node)
    {
        RedisUrl.TryParse($"redis://{_redis.Address}", out var options, out var flaw).ShouldBeTrue(flaw);
        // On a hasty clock the usual limits would be shorter than a busy machine's pauses.
        var patient = options! with { CommandLimit = TimeSpan.FromSeconds(1000), ConnectLimit = TimeSpan.FromSeconds(1000) };
        return new RedisStore(patient, node, channel => new ChannelSettings(channel), new AppDialler(new Names(NameSources.OfThisMachine(), TimeProvider.System), TimeProvider.System), Time, () => 0.5, (_, _) => { });
    }
}
