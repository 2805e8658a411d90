using Wayleave.Conformance.Redis;
using Wayleave.Conformance.Serve.Chaos;

namespace Wayleave.Conformance.Events;

/// <summary>A Redis that is frozen, or fails over where several nodes look on.</summary>
public sealed class RedisFaultTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_Redis_that_is_frozen_is_told_of_and_gone_on_with_when_it_thaws()
    {
        RedisProgram.SkipIfMissing();
        await using var redis = await RedisProgram.StartAsync();
        await using var node = await EventNode.StartAsync($"redis://{redis.Address}/0");
        using var client = await node.OpenAsync("/ws/7");
        (await client.NextAsync()).ShouldBe("subscribed new");
        (await node.PublishAsync("7", "1")).Status.ShouldBe(201);
        (await client.NextAsync()).ShouldBe("event 1");

        await redis.SignalAsync("STOP");
        (await node.PublishAsync("7", "2", "k")).Status.ShouldBe(503);
        await client.HeartbeatAsync("heartbeat degraded");
        using var late = await node.OpenAsync($"/ws/7?since={client.Last}");
        await redis.SignalAsync("CONT");

        // What was asked before the frost may have been carried out behind it: the key keeps it from being so twice.
        await Bound.UntilAsync(s_limit, "what failed to be published in the end", () => node.PublishAsync("7", "2", "k"), answer => answer.Status == 201);
        (await node.PublishAsync("7", "3")).Status.ShouldBe(201);
        foreach (var reader in (EventReader[])[client, late])
        {
            var next = await reader.NextAsync();
            if (reader == late)
            {
                next.ShouldStartWith("subscribed ok");
                next = await SkipAsync(reader);
            }

            next.ShouldBe("event 2");
            (await SkipAsync(reader)).ShouldBe("event 3");
        }

        await client.HeartbeatAsync("heartbeat");
    }

    [Fact]
    public async Task A_failover_that_lost_events_is_told_at_every_node_also_to_those_who_come_from_elsewhere()
    {
        RedisProgram.SkipIfMissing();
        await using var redis = await RedisFailover.StartAsync();
        await using var a = await EventNode.StartAsync(redis.Url);
        await using var b = await EventNode.StartAsync(redis.Url);
        using var atA = await a.OpenAsync("/ws/7");
        using var atB = await b.OpenAsync("/ws/7");
        (await atA.NextAsync()).ShouldBe("subscribed new");
        (await atB.NextAsync()).ShouldBe("subscribed new");
        (await a.PublishAsync("7", "1")).Status.ShouldBe(201);
        (await atA.NextAsync()).ShouldBe("event 1");
        (await atB.NextAsync()).ShouldBe("event 1");
        var kept = atA.Last;
        await redis.CutAsync();
        (await a.PublishAsync("7", "2")).Status.ShouldBe(201);
        (await atA.NextAsync()).ShouldBe("event 2");
        (await atB.NextAsync()).ShouldBe("event 2");
        await redis.FailOverAsync();
        foreach (var reader in (EventReader[])[atA, atB])
            (await reader.NextAsync()).ShouldBe("gap diverged");
        await Bound.UntilAsync(s_limit, "something to be published", () => b.PublishAsync("7", "3", "k"), answer => answer.Status == 201);
        (await atA.NextAsync()).ShouldBe("event 3");
        (await atB.NextAsync()).ShouldBe("event 3");
        // Whoever left before what was lost has missed nothing else, but its epoch is over: it is told.
        using var back = await a.OpenAsync($"/ws/7?since={kept}");
        (await back.NextAsync()).ShouldStartWith("subscribed gap");
        (await back.NextAsync()).ShouldBe("gap diverged");
    }

    [Fact]
    public async Task A_channel_of_which_a_failover_left_nothing_goes_on()
    {
        RedisProgram.SkipIfMissing();
        await using var redis = await RedisProgram.StartAsync();
        await using var operators = new RedisCaller($"redis://{redis.Address}/0");
        await using var node = await EventNode.StartAsync($"redis://{redis.Address}/0");
        using var client = await node.OpenAsync("/ws/7");
        (await client.NextAsync()).ShouldBe("subscribed new");
        (await node.PublishAsync("7", "1")).Status.ShouldBe(201);
        (await client.NextAsync()).ShouldBe("event 1");

        foreach (var kind in (string[])["m", "h"])
            (await operators.AskAsync("DEL", (await operators.AskAsync("KEYS", $"wl:*:{kind}:user:7:events")).Split('\'')[1])).ShouldBe(":1");
        await operators.AskAsync("CLIENT", "KILL", "TYPE", "pubsub");
        (await client.NextAsync()).ShouldBe("gap diverged");
        (await node.PublishAsync("7", "2")).Status.ShouldBe(201);
        (await client.NextAsync()).ShouldBe("event 2");
    }

    [Fact]
    public async Task Whoever_read_what_was_lost_from_the_store_itself_is_told_too()
    {
        RedisProgram.SkipIfMissing();
        await using var redis = await RedisProgram.StartAsync();
        await using var operators = new RedisCaller($"redis://{redis.Address}/0");
        await using var node = await EventNode.StartAsync($"redis://{redis.Address}/0");
        using var early = await node.OpenAsync("/ws/7");
        (await early.NextAsync()).ShouldBe("subscribed new");
        (await node.PublishAsync("7", "1")).Status.ShouldBe(201);
        (await early.NextAsync()).ShouldBe("event 1");
        var keys = (await operators.AskAsync("KEYS", "wl:*:user:7:events")).Split('\'').Where(part => part.StartsWith("wl:", StringComparison.Ordinal)).ToArray();
        foreach (var key in keys)
            (await operators.AskAsync("COPY", key, $"{key}:before")).ShouldBe(":1");

        // Appended without a word, so that the node has not heard of it; a client that comes reads it.
        await operators.AskAsync("EVAL", Silent, "2", keys.Single(key => key.Contains(":m:", StringComparison.Ordinal)), keys.Single(key => key.Contains(":h:", StringComparison.Ordinal)));
        using var late = await node.OpenAsync("/ws/7?since=0");
        (await late.NextAsync()).ShouldBe("subscribed new 2");
        (await late.NextAsync()).ShouldBe("event 1");
        (await late.NextAsync()).ShouldBe("event 2");
        (await late.NextAsync()).ShouldBe("caught_up");
        foreach (var key in keys)
            (await operators.AskAsync("COPY", $"{key}:before", key, "REPLACE")).ShouldBe(":1");
        await operators.AskAsync("CLIENT", "KILL", "TYPE", "pubsub");
        (await late.NextAsync()).ShouldBe("gap diverged");
        (await node.PublishAsync("7", "3")).Status.ShouldBe(201);
        (await late.NextAsync()).ShouldBe("event 3");
    }

    // As publish.lua appends, but for the message.
    private const string Silent = """
        local tag = redis.call('HGET', KEYS[1], 't')
        redis.call('XADD', KEYS[2], '2-77', 'd', '2', 'p', tag, 'at', redis.call('TIME')[1] * 1000, 'k', 'e', 'by', '-')
        redis.call('HSET', KEYS[1], 's', '2', 't', '77')
        """;

    private static async Task<string> SkipAsync(EventReader reader) => await reader.NextAsync() is var next && next == "caught_up" ? await reader.NextAsync() : next;
}
