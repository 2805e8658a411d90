using Wayleave.Conformance.Redis;
using Wayleave.Conformance.Serve.Chaos;
using Wayleave.Server.Configuration;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Events;

/// <summary>Several nodes with the same channels, over a real Redis.</summary>
public sealed class RedisStoreTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_client_goes_on_at_another_node_where_it_was()
    {
        RedisProgram.SkipIfMissing();
        await using var redis = await RedisProgram.StartAsync();
        await using var a = await EventNode.StartAsync(Url(redis));
        await using var b = await EventNode.StartAsync(Url(redis));
        using var first = await a.OpenAsync("/ws/7");
        (await first.NextAsync()).ShouldBe("subscribed new");
        await b.PublishAsync("7", "1");
        (await first.NextAsync()).ShouldBe("event 1");
        await a.PublishAsync("7", "2");
        await b.PublishAsync("7", "3");
        using var second = await b.OpenAsync($"/ws/7?since={first.Last}");
        (await second.NextAsync()).ShouldBe("subscribed ok 2");
        (await second.NextAsync()).ShouldBe("event 2");
        (await second.NextAsync()).ShouldBe("event 3");
        (await second.NextAsync()).ShouldBe("caught_up");
        await a.PublishAsync("7", "4");
        (await second.NextAsync()).ShouldBe("event 4");
    }

    [Fact]
    public async Task A_key_holds_at_all_nodes_and_a_deleted_channel_is_told_at_all()
    {
        RedisProgram.SkipIfMissing();
        await using var redis = await RedisProgram.StartAsync();
        await using var a = await EventNode.StartAsync(Url(redis));
        await using var b = await EventNode.StartAsync(Url(redis));
        var published = await a.PublishAsync("7", "1", "k");
        published.Status.ShouldBe(201);
        (await b.PublishAsync("7", "1", "k")).ShouldBe(published);
        (await b.PublishAsync("7", "2", "k")).Status.ShouldBe(409);
        using var client = await b.OpenAsync($"/ws/7?since={published.Said}");
        (await client.NextAsync()).ShouldBe("subscribed ok 0");
        (await client.NextAsync()).ShouldBe("caught_up");
        await a.DeleteAsync("7");
        (await client.NextAsync()).ShouldBe("gap epoch");
        await a.PublishAsync("7", "3");
        (await client.NextAsync()).ShouldBe("event 3");
        (await a.HistoryAsync("7")).Length.ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_is_lost_where_the_line_of_messages_breaks()
    {
        RedisProgram.SkipIfMissing();
        await using var redis = await RedisProgram.StartAsync();
        await using var caller = new RedisCaller(Url(redis));
        await using var node = await EventNode.StartAsync(Url(redis));
        using var client = await node.OpenAsync("/ws/7");
        (await client.NextAsync()).ShouldBe("subscribed new");
        for (var i = 0; i < 200; i++)
        {
            if (i % 40 == 20)
                await caller.AskAsync("CLIENT", "KILL", "TYPE", "pubsub");
            (await node.PublishAsync("7", $"{i}")).Status.ShouldBe(201);
        }

        for (var i = 0; i < 200; i++)
            (await client.NextAsync()).ShouldBe($"event {i}");
    }

    [Fact]
    public async Task While_Redis_is_away_clients_stay_and_are_told_and_publishing_fails()
    {
        RedisProgram.SkipIfMissing();
        await using var redis = await RedisProgram.StartAsync("appendonly yes\nappendfsync always");
        await using var node = await EventNode.StartAsync(Url(redis));
        using var early = await node.OpenAsync("/ws/7");
        (await early.NextAsync()).ShouldBe("subscribed new");
        await node.PublishAsync("7", "1");
        (await early.NextAsync()).ShouldBe("event 1");

        await redis.KillAsync();
        await early.HeartbeatAsync("heartbeat degraded");
        (await node.PublishAsync("7", "2", "k")).Status.ShouldBe(503);
        using var late = await node.OpenAsync($"/ws/7?since={early.Last}");
        await late.HeartbeatAsync("heartbeat degraded");

        await redis.StartAgainAsync();
        await Bound.UntilAsync(s_limit, "what failed to be published in the end", () => node.PublishAsync("7", "2", "k"), answer => answer.Status == 201);
        (await early.NextAsync()).ShouldBe("event 2");
        (await late.NextAsync()).ShouldBe("event 2");
        await early.HeartbeatAsync("heartbeat");
    }

    [Fact]
    public async Task A_Redis_that_comes_back_empty_is_a_gap()
    {
        RedisProgram.SkipIfMissing();
        await using var redis = await RedisProgram.StartAsync();
        await using var node = await EventNode.StartAsync(Url(redis));
        using var client = await node.OpenAsync("/ws/7");
        (await client.NextAsync()).ShouldBe("subscribed new");
        await node.PublishAsync("7", "1");
        (await client.NextAsync()).ShouldBe("event 1");
        await redis.KillAsync();
        await redis.StartAgainAsync();
        (await client.NextAsync()).ShouldBe("gap epoch");
        await Bound.UntilAsync(s_limit, "something to be published", () => node.PublishAsync("7", "2"), answer => answer.Status == 201);
        (await client.NextAsync()).ShouldBe("event 2");
    }

    [Fact]
    public async Task A_replica_that_takes_over_without_the_last_events_is_a_gap_and_never_a_second_event_of_the_same_id()
    {
        RedisProgram.SkipIfMissing();
        await using var redis = await RedisFailover.StartAsync();
        await using var node = await EventNode.StartAsync(redis.Url);
        using var client = await node.OpenAsync("/ws/7");
        (await client.NextAsync()).ShouldBe("subscribed new");
        await node.PublishAsync("7", "1");
        (await client.NextAsync()).ShouldBe("event 1");
        var known = client.Last;
        await redis.CutAsync();
        (await node.PublishAsync("7", "2")).Status.ShouldBe(201);
        (await client.NextAsync()).ShouldBe("event 2");
        var lost = client.Last;
        await redis.FailOverAsync();
        (await client.NextAsync()).ShouldBe("gap diverged");
        await Bound.UntilAsync(s_limit, "something to be published", () => node.PublishAsync("7", "3"), answer => answer.Status == 201);
        (await client.NextAsync()).ShouldBe("event 3");
        client.Last.Split(':')[0].ShouldNotBe(known.Split(':')[0]);
        using var back = await node.OpenAsync($"/ws/7?since={lost}");
        (await back.NextAsync()).ShouldStartWith("subscribed gap");
        (await back.NextAsync()).ShouldBe("gap diverged");
    }

    [Fact]
    public async Task A_node_whose_Redis_was_never_there_comes_to_its_end()
    {
        var node = await EventNode.StartAsync($"redis://127.0.0.1:{LoopbackPorts.Free()}/0");
        await node.DisposeAsync().AsTask().WaitAsync(s_limit);
    }

    [Fact]
    public async Task History_has_its_size_and_its_age()
    {
        RedisProgram.SkipIfMissing();
        await using var redis = await RedisProgram.StartAsync();
        await using var node = await EventNode.StartAsync(Url(redis), new EventSettings
        {
            Channels = [new ChannelSettings("user:old:*") { History = new HistorySettings { Age = TimeSpan.FromSeconds(1) } }, new ChannelSettings("user:*:events") { History = new HistorySettings { Size = 5 } }],
        });
        var ids = new List<string>();
        for (var i = 0; i < 12; i++)
            ids.Add((await node.PublishAsync("7", $"{i}")).Said);
        (await node.HistoryAsync("7")).ShouldBe(ids[^5..]);
        using var client = await node.OpenAsync($"/ws/7?since={ids[3]}");
        (await client.NextAsync()).ShouldBe("subscribed gap");
        (await client.NextAsync()).ShouldBe("gap trimmed");
        (await client.NextAsync()).ShouldBe("event 7");

        // One who follows has it at hand for longer; whoever comes back does not get it.
        using var follower = await node.OpenAsync("/ws/old");
        var (_, first) = await node.PublishAsync("old", "1");
        await node.PublishAsync("old", "2");
        await Bound.UntilAsync(s_limit, "old events to go", () => node.HistoryAsync("old"), history => history.Length == 0);
        using var back = await node.OpenAsync($"/ws/old?since={first}");
        (await back.NextAsync()).ShouldBe("subscribed gap");
        (await back.NextAsync()).ShouldBe("gap expired");
    }

    [Fact]
    public async Task Channels_that_are_only_asked_for_write_nothing()
    {
        RedisProgram.SkipIfMissing();
        await using var redis = await RedisProgram.StartAsync();
        await using var caller = new RedisCaller(Url(redis));
        await using var node = await EventNode.StartAsync(Url(redis));
        for (var i = 0; i < 50; i++)
            using (var client = await node.OpenAsync($"/ws/{i}?since=0"))
                (await client.NextAsync()).ShouldBe("subscribed new 0");
        (await caller.AskAsync("KEYS", "wl:*:m:*")).ShouldBe("[]");
        (await caller.AskAsync("KEYS", "wl:*:h:*")).ShouldBe("[]");
    }

    private static string Url(RedisProgram redis) => $"redis://{redis.Address}/0";
}
