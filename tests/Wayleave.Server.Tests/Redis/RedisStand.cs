using System.Threading.Channels;
using Wayleave.Server.Destinations.Dialling;
using Wayleave.Server.Destinations.Naming;
using Wayleave.Server.Redis;

namespace Wayleave.Server.Tests.Redis;

/// <summary>What a client needs around it, and what it tells its observer.</summary>
internal sealed class RedisStand(TimeProvider time) : IRedisObserver
{
    private readonly Dictionary<RedisLine, Channel<string>> _told = Enum.GetValues<RedisLine>().ToDictionary(line => line, _ => Channel.CreateUnbounded<string>());

    public RedisClient Client(RedisOptions options) =>
        new(options, new AppDialler(new Names(NameSources.OfThisMachine(), time), time), time, () => 0.5, this);

    public RedisClient Client(FakeRedis redis) => Client(To(redis.Address));

    public static RedisOptions To(params RedisAddress[] addresses) => new() { Addresses = [.. addresses] };

    /// <summary>The next thing told of that line.</summary>
    public async Task<string> ToldAsync(RedisLine line = RedisLine.Commands) =>
        await _told[line].Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));

    void IRedisObserver.Connected(RedisLine line, RedisAddress address, string version, bool again) =>
        _told[line].Writer.TryWrite($"{(again ? "reconnected" : "connected")} {version}");

    void IRedisObserver.Lost(RedisLine line, RedisAddress address, string words) => _told[line].Writer.TryWrite($"lost: {words}");

    void IRedisObserver.ConnectFailed(RedisLine line, string words, TimeSpan retryIn) =>
        _told[line].Writer.TryWrite($"failed, again in {retryIn.TotalMilliseconds} ms: {words}");
}
