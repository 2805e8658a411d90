using System.Threading.Channels;
using Wayleave.Server.Events.Presence;
using Wayleave.Server.Events.Presence.Redis;
using Wayleave.Server.Events.Stores.Redis;

namespace Wayleave.Conformance.Redis;

/// <summary>Who is there, at two nodes over a real Redis.</summary>
public sealed class RedisPresenceTests
{
    [Fact]
    public async Task People_are_seen_at_every_node_once_and_those_of_a_node_that_died_are_gone()
    {
        RedisProgram.SkipIfMissing();
        await using var redis = await RedisProgram.StartAsync();
        await using var caller = new RedisCaller($"redis://{redis.Address}/0");
        await using var storeA = redis.OpenStore();
        await using var storeB = redis.OpenStore();
        await using var a = new RedisPresence(storeA, "a");
        await using var b = new RedisPresence(storeB, "b");
        var woken = Channel.CreateUnbounded<bool>();
        using var view = new PresenceView("room", b, () => woken.Writer.TryWrite(true), TimeProvider.System);
        (await NewsAsync(view, woken)).ShouldBe("all:");

        await a.JoinAsync("room", "Ann Lee");
        (await NewsAsync(view, woken)).ShouldBe("+Ann Lee");
        await b.JoinAsync("room", "Ann Lee");
        await a.LeaveAsync("room", "Ann Lee");
        await a.JoinAsync("room", "Bo");
        (await NewsAsync(view, woken)).ShouldBe("+Bo");

        // A node that said nothing for too long: its time is over.
        (await caller.AskKeyAsync("ZADD", $"wl:{{p{RedisKeys.PartOf("room")}}}:who:room", "1000", "Gone dead")).ShouldBe(":1");
        (await a.ReadAsync("room")).ShouldBe(["Ann Lee", "Bo"], ignoreOrder: true);
        await b.LeaveAsync("room", "Ann Lee");
        (await NewsAsync(view, woken)).ShouldBe("-Ann Lee");
        await b.RefreshAsync("room", ["Bo"]);
        (await caller.AskKeyAsync("ZCARD", $"wl:{{p{RedisKeys.PartOf("room")}}}:who:room")).ShouldBe(":2");
    }

    private static async Task<string> NewsAsync(PresenceView view, Channel<bool> woken)
    {
        while (true)
        {
            if (await view.NewsAsync() is var (join, leave, isSnapshot))
                return isSnapshot ? $"all:{string.Join(',', join)}" : string.Concat(join.Select(user => $"+{user}").Concat(leave.Select(user => $"-{user}")));
            await woken.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));
        }
    }
}
