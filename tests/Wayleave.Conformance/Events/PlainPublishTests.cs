using System.Net.WebSockets;
using Wayleave.Conformance.Redis;
using Wayleave.Conformance.Serve;
using Wayleave.Conformance.Serve.Chaos;
using Wayleave.Server.Configuration;
using Wayleave.Server.Events.Stores.Redis;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Events;

/// <summary>Programs that know nothing of us publish in Redis, as they always did.</summary>
public sealed class PlainPublishTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task What_they_publish_gets_ids_and_history_though_nobody_is_connected_and_comes_once()
    {
        RedisProgram.SkipIfMissing();
        await using var redis = await RedisProgram.StartAsync();
        await using var worker = new RedisCaller($"redis://{redis.Address}/0");
        await using var a = await EventNode.StartAsync($"redis://{redis.Address}/0");
        await using var b = await EventNode.StartAsync($"redis://{redis.Address}/0");
        await HearAsync(worker, 2, a);
        await worker.AskAsync("PUBLISH", "user:7:events", "1");
        await worker.AskAsync("PUBLISH", "user:7:events", "not JSON");
        await Bound.UntilAsync(s_limit, "two events", () => a.HistoryAsync("7"), history => history.Length == 2);
        using var client = await b.OpenAsync("/ws/7?since=0");
        (await client.NextAsync()).ShouldBe("subscribed new 2");
        (await client.NextAsync()).ShouldBe("event 1");
        (await client.NextAsync()).ShouldBe("event \"not JSON\"");
        (await client.NextAsync()).ShouldBe("caught_up");
        // It fits two patterns of routes, and comes once all the same.
        using var both = await a.OpenAsync("/both/9");
        (await both.NextAsync()).ShouldBe("subscribed new");
        (await both.NextAsync()).ShouldBe("subscribed new");
        await worker.AskAsync("PUBLISH", "9:x", "2");
        await worker.AskAsync("PUBLISH", "user:9:events", "3");
        new[] { await both.NextAsync(), await both.NextAsync() }.ShouldBe(["event 2", "event 3"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_no_route_gives_is_left_alone_and_what_is_too_long_is_told()
    {
        RedisProgram.SkipIfMissing();
        await using var redis = await RedisProgram.StartAsync();
        await using var worker = new RedisCaller($"redis://{redis.Address}/0");
        await using var node = await EventNode.StartAsync($"redis://{redis.Address}/0", new EventSettings { Channels = [new ChannelSettings("user:*:events") { MaxMessageBytes = 1024 }] });
        await HearAsync(worker, 1, node);
        using var client = await node.OpenAsync("/ws/7");
        (await client.NextAsync()).ShouldBe("subscribed new");
        // The pattern of Redis lets it through: its star crosses colons.
        await worker.AskAsync("PUBLISH", "user:7:8:events", "0");
        await worker.AskAsync("PUBLISH", "user:7:events", new string('1', 1025));
        await worker.AskAsync("PUBLISH", "user:7:events", new string('1', 1024));
        (await client.NextAsync()).ShouldBe("gap too_large");
        (await client.NextAsync()).ShouldBe($"event {new string('1', 1024)}");
        (await worker.AskAsync("KEYS", "wl:*:user:7:8:events")).ShouldBe("[]");
    }

    [Fact]
    public async Task What_is_published_while_no_node_runs_is_a_gap()
    {
        RedisProgram.SkipIfMissing();
        await using var redis = await RedisProgram.StartAsync();
        await using var worker = new RedisCaller($"redis://{redis.Address}/0");
        string last;
        await using (var node = await EventNode.StartAsync($"redis://{redis.Address}/0"))
        {
            await HearAsync(worker, 1, node);
            using var client = await node.OpenAsync("/ws/7");
            (await client.NextAsync()).ShouldBe("subscribed new");
            await worker.AskAsync("PUBLISH", "user:7:events", "1");
            (await client.NextAsync()).ShouldBe("event 1");
            last = client.Last;
        }

        await worker.AskAsync("PUBLISH", "user:7:events", "2");
        await using var next = await EventNode.StartAsync($"redis://{redis.Address}/0");
        await HearAsync(worker, 1, next);
        await worker.AskAsync("PUBLISH", "user:7:events", "3");
        using var back = await next.OpenAsync($"/ws/7?since={last}");
        (await back.NextAsync()).ShouldStartWith("subscribed ok");
        (await SkipAsync(back, "caught_up")).ShouldBe("gap handover");
        (await SkipAsync(back, "caught_up")).ShouldBe("event 3");
    }

    [Fact]
    public async Task A_node_that_appends_and_is_killed_costs_nothing()
    {
        const int Events = 200;
        RedisProgram.SkipIfMissing();
        await using var redis = await RedisProgram.StartAsync();
        await using var worker = new RedisCaller($"redis://{redis.Address}/0");
        using var folder = new ScratchFolder("plain");
        var file = folder.Write("w.yaml", $$"""
            listen: http://127.0.0.1:0
            admin: 127.0.0.1:0
            store: redis://{{redis.Address}}/0
            routes: [{ path: "/ws/{id}", events: "user:{id}:events" }]

            """);
        await using var first = await ServedProgram.StartAsync(null, "-c", file);
        await using var second = await ServedProgram.StartAsync(null, "-c", file);
        await HearAsync(worker, 2);
        // A node takes over without a word once it has heard for longer than a lease holds: only time brings that.
        var heard = TimeProvider.System.GetTimestamp();
        await Bound.UntilAsync(s_limit, "the second to have heard for long enough", () => Task.FromResult(TimeProvider.System.GetElapsedTime(heard)), passed => passed > TimeSpan.FromSeconds(6));
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(second.Url) { Scheme = "ws", Path = "/ws/7", Query = "v=1" }.Uri, CancellationToken.None);
        using var client = new EventReader(socket);
        (await client.NextAsync()).ShouldBe("hello");
        (await client.NextAsync()).ShouldBe("subscribed new");
        for (var i = 0; i < Events; i++)
        {
            if (i == Events / 2)
                await first.SignalAsync("KILL");
            await worker.AskAsync("PUBLISH", "user:7:events", $"{i}");
        }

        for (var i = 0; i < Events; i++)
            (await client.NextAsync()).ShouldBe($"event {i}");
    }

    // Until so many nodes hear what is published, and one of them has the lease.
    private static async Task HearAsync(RedisCaller worker, int nodes)
    {
        await Bound.UntilAsync(s_limit, $"{nodes} nodes to hear", () => worker.AskAsync("PUBLISH", "user:hear:events", "0"), answer => answer == $":{nodes}");
        await Bound.UntilAsync(s_limit, "one to append", () => worker.AskAsync("EXISTS", "wl:{p4}:lease"), answer => answer == ":1");
    }

    // And until the one with the lease of user 7's part has told of what may have been lost before it, and appends.
    private static async Task HearAsync(RedisCaller worker, int nodes, EventNode node)
    {
        await HearAsync(worker, nodes);
        var near = Enumerable.Range(0, 1000).Select(number => $"h{number}").First(user => RedisKeys.PartOf($"user:{user}:events") == RedisKeys.PartOf("user:7:events"));
        var before = (await node.HistoryAsync(near)).Length;
        await Bound.UntilAsync(s_limit, "plain messages to be appended", PublishAsync, history => history.Length > before + 1);

        async Task<string[]> PublishAsync()
        {
            await worker.AskAsync("PUBLISH", $"user:{near}:events", "0");
            return await node.HistoryAsync(near);
        }
    }

    private static async Task<string> SkipAsync(EventReader reader, string skipped) => await reader.NextAsync() is var next && next == skipped ? await reader.NextAsync() : next;
}
