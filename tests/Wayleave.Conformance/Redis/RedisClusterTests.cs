using System.Text;
using Wayleave.Server.Redis.Cluster;
using Wayleave.Server.Redis.Commands;
using Wayleave.Server.Redis.PubSub;
using Wayleave.TestKit;

namespace Wayleave.Conformance.Redis;

public class RedisClusterTests
{
    [Fact]
    public async Task Keys_are_found_on_three_nodes_also_while_and_after_a_slot_moves()
    {
        RedisProgram.SkipIfMissing();
        await using var cluster = await RedisClusterProgram.StartAsync();
        var (toA, toC) = (cluster.Callers[0], cluster.Callers[2]);
        await using var caller = new RedisCaller(cluster.Url);
        foreach (var key in (string[])["", "a", "b", "c", "{a}b", "x{a}{b}", "{}a", "a{", "é"])
            (await toA.AskAsync("CLUSTER", "KEYSLOT", key)).ShouldBe($":{HashSlot.Of(Encoding.UTF8.GetBytes(key))}");
        for (var number = 0; number < 100; number++)
            (await caller.AskKeyAsync("SET", $"key{number}", $"{number}")).ShouldBe("+OK");
        for (var number = 0; number < 100; number++)
            (await caller.AskKeyAsync("GET", $"key{number}")).ShouldBe($"'{number}'");
        (await cluster.AskAllAsync("DBSIZE")).ShouldNotContain(":0");

        // A script's keys say where it runs; an ordinary message reaches every node.
        RespWire.Tell(await caller.Client.RunAsync(new RedisScript("return redis.call('GET', KEYS[1])"), ["key7"], [], default)).ShouldBe("'7'");
        using var subscription = caller.Client.Subscribe(RedisSubscriptionKind.Channel, "c");
        await subscription.Confirmed.WaitAsync(TimeSpan.FromSeconds(30));
        await cluster.AskAllAsync("PUBLISH", "c", "hello");
        for (var at = 0; at < 3; at++)
            (await RedisCaller.NextAsync(subscription)).ShouldBe("c=hello");

        // "a" has slot 15495, which is C's. While it moves to A, a key that C does not have is asked of A.
        var (idOfA, idOfC) = (await IdAsync(toA), await IdAsync(toC));
        await toA.AskAsync("CLUSTER", "SETSLOT", "15495", "IMPORTING", idOfC);
        await toC.AskAsync("CLUSTER", "SETSLOT", "15495", "MIGRATING", idOfA);
        (await caller.AskKeyAsync("SET", "{a}new", "n")).ShouldBe("+OK");
        (await caller.AskKeyAsync("GET", "{a}new")).ShouldBe("'n'");
        foreach (var one in (RedisCaller[])[toA, toC])
            await one.AskAsync("CLUSTER", "SETSLOT", "15495", "NODE", idOfA);
        (await caller.AskKeyAsync("GET", "{a}new")).ShouldBe("'n'");
        (await toA.AskKeyAsync("GET", "{a}new")).ShouldBe("'n'");
    }

    private static async Task<string> IdAsync(RedisCaller caller) => (await caller.AskAsync("CLUSTER", "MYID")).Trim('\'');
}
