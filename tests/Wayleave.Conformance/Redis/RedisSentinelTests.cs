using Wayleave.Server.Redis.PubSub;

namespace Wayleave.Conformance.Redis;

public class RedisSentinelTests
{
    [Fact]
    public async Task A_replica_that_Sentinel_makes_master_is_followed()
    {
        RedisProgram.SkipIfMissing();
        await using var master = await RedisProgram.StartAsync();
        await using var replica = await RedisProgram.StartAsync($"replicaof 127.0.0.1 {master.Port}");
        await replica.LineAsync("MASTER <-> REPLICA sync: Finished with success");
        await using var sentinel = await RedisProgram.StartSentinelAsync(master.Address);
        await using var caller = new RedisCaller($"redis-sentinel://{sentinel.Address}/mymaster/2");
        (await caller.AskKeyAsync("SET", "k", "v")).ShouldBe("+OK");
        (await caller.AskAsync("WAIT", "1", "5000")).ShouldBe(":1");
        using var subscription = caller.Client.Subscribe(RedisSubscriptionKind.Channel, "c");
        await subscription.Confirmed.WaitAsync(TimeSpan.FromSeconds(30));
        await sentinel.LineAsync("+slave");

        await master.KillAsync();
        await sentinel.LineAsync("+switch-master");
        (await caller.ToldAsync("reconnected")).ShouldStartWith($"reconnected {replica.Address}");
        (await caller.AskKeyAsync("GET", "k")).ShouldBe("'v'");
        (await caller.AskKeyAsync("SET", "k", "w")).ShouldBe("+OK");
        (await RedisCaller.NextAsync(subscription)).ShouldBe("missed: Reconnected");
        (await caller.AskAsync("PUBLISH", "c", "new")).ShouldBe(":1");
        (await RedisCaller.NextAsync(subscription)).ShouldBe("c=new");
    }

    [Theory]
    [InlineData("requirepass s3ntinel", "sentinel_password=s3ntinel")]
    [InlineData("user looker on >l00k -@all +hello +auth +client|setname +ping +sentinel|get-master-addr-by-name\nuser default off", "sentinel_username=looker&sentinel_password=l00k")]
    public async Task Sentinels_with_a_password_of_their_own_are_asked_by_it(string settings, string query)
    {
        RedisProgram.SkipIfMissing();
        await using var master = await RedisProgram.StartAsync("requirepass s3cret");
        await using var sentinel = await RedisProgram.StartSentinelAsync(master.Address, $"sentinel auth-pass mymaster s3cret\n{settings}");
        var url = $"redis-sentinel://:s3cret@{sentinel.Address}/mymaster";
        await using var caller = new RedisCaller($"{url}?{query}");
        (await caller.AskKeyAsync("SET", "k", "v")).ShouldBe("+OK");
        await using var stranger = new RedisCaller(url);
        (await stranger.ToldAsync("failed")).ShouldContain("?sentinel_password=");
        await using var mistaken = new RedisCaller($"{url}?sentinel_password=s3cret");
        (await mistaken.ToldAsync("failed")).ShouldContain("user or password is wrong");
    }
}
