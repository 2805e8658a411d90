using System.Globalization;
using System.Text.Json;
using Wayleave.Conformance.Redis;
using Wayleave.Conformance.Serve.Chaos;
using Wayleave.Server.Configuration;
using Wayleave.Server.Events.Stores.Redis;

namespace Wayleave.Conformance.Events;

/// <summary>What many publishers, many names and slow clients make of several nodes on one Redis.</summary>
public sealed class RedisNodesTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Of_many_who_publish_under_one_key_at_once_one_does()
    {
        RedisProgram.SkipIfMissing();
        await using var redis = await RedisProgram.StartAsync();
        await using var a = await EventNode.StartAsync(Url(redis));
        await using var b = await EventNode.StartAsync(Url(redis));
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(turn => (turn % 2 == 0 ? a : b).PublishAsync("7", "1", "k")));
        answers.Distinct().ShouldHaveSingleItem().Status.ShouldBe(201);
        (await a.HistoryAsync("7")).ShouldBe([answers[0].Said]);
        // Another channel's keys are others.
        (await b.PublishAsync("8", "2", "k")).Status.ShouldBe(201);
    }

    [Fact]
    public async Task Heads_in_heartbeats_and_long_polls_hold_over_lines_that_are_cut_again_and_again()
    {
        RedisProgram.SkipIfMissing();
        await using var redis = await RedisProgram.StartAsync();
        await using var operators = new RedisCaller(Url(redis));
        await using var a = await EventNode.StartAsync(Url(redis));
        await using var b = await EventNode.StartAsync(Url(redis));
        using var http = new HttpClient { Timeout = s_limit };
        using var client = await b.OpenAsync("/ws/7");
        (await client.NextAsync()).ShouldBe("subscribed new");
        var (polled, place) = (0, "0");
        for (var n = 1; n <= 30; n++)
        {
            // As soon as there is one it is cut, and something is published before it can be there again.
            if (n % 10 == 0)
                await Bound.UntilAsync(s_limit, "a line to be cut", () => operators.AskAsync("CLIENT", "KILL", "TYPE", "pubsub"), killed => killed != ":0");
            (await a.PublishAsync("7", $"{n}")).Status.ShouldBe(201);
            using var poll = JsonDocument.Parse(await http.GetStringAsync(new Uri($"{b.Url}/ws/7?poll=1&v=1&since={place}")));
            foreach (var each in poll.RootElement.GetProperty("events").EnumerateArray())
                each.GetProperty("data").GetInt32().ShouldBe(++polled);
            place = poll.RootElement.GetProperty("next").GetString();
        }

        polled.ShouldBe(30);
        for (var n = 1; n <= 30; n++)
            (await client.NextAsync()).ShouldBe($"event {n}");
        await client.HeartbeatAsync("heartbeat");
        client.Last.ShouldBe(place);
    }

    [Fact]
    public async Task A_client_that_reads_slowly_is_told_that_it_was_too_slow_and_goes_on()
    {
        const int Count = 150;
        RedisProgram.SkipIfMissing();
        await using var redis = await RedisProgram.StartAsync();
        await using var node = await EventNode.StartAsync(Url(redis), new EventSettings { Channels = [new ChannelSettings("user:*:events") { History = new HistorySettings { Size = 10 } }] });
        using var client = await node.OpenAsync("/ws/7");
        (await client.NextAsync()).ShouldBe("subscribed new");
        // More than fits between two sockets, so that it does not take them all without reading.
        var large = new string('x', 200_000);
        for (var n = 1; n <= Count; n++)
            (await node.PublishAsync("7", $"\"{large}\"")).Status.ShouldBe(201);

        var (gaps, at) = (0, 0L);
        while (at < Count)
        {
            var next = await client.NextAsync();
            var offset = long.Parse(client.Last.Split(':')[1], CultureInfo.InvariantCulture);
            if (next.StartsWith("gap", StringComparison.Ordinal))
            {
                (next, offset).ShouldSatisfyAllConditions(gap => gap.next.ShouldBe("gap slow"), gap => gap.offset.ShouldBeGreaterThan(at));
                gaps++;
            }
            else
            {
                offset.ShouldBe(at + 1);
            }

            at = offset;
        }

        gaps.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Who_follows_a_channel_is_counted_over_all_nodes_and_those_that_do_not_answer_are_counted_too()
    {
        RedisProgram.SkipIfMissing();
        await using var redis = await RedisProgram.StartAsync();
        await using var operators = new RedisCaller(Url(redis));
        await using var a = await EventNode.StartAsync(Url(redis));
        var b = await EventNode.StartAsync(Url(redis));
        await using (b)
        {
            using var one = await a.OpenAsync("/ws/7");
            using var other = await b.OpenAsync("/ws/7");
            using var third = await b.OpenAsync("/ws/7");
            using var elsewhere = await b.OpenAsync("/ws/8");
            foreach (var reader in (EventReader[])[one, other, third, elsewhere])
                (await reader.NextAsync()).ShouldBe("subscribed new");
            await Bound.UntilAsync(s_limit, "all to be counted", () => a.CountAsync("7"), counted => counted == (3, 0));
            await Bound.UntilAsync(s_limit, "the other node to count the same", () => b.CountAsync("7"), counted => counted == (3, 0));
            (await a.CountAsync("8")).ShouldBe((1, 0));

            // A node that is said to be there, and says nothing.
            (await operators.AskKeyAsync("ZADD", $"wl:{{p{RedisKeys.PartOf("all nodes")}}}:who:all nodes", "9000000000000", "dead dead")).ShouldBe(":1");
            (await a.CountAsync("7")).ShouldBe((3, 1));
            (await operators.AskKeyAsync("ZADD", $"wl:{{p{RedisKeys.PartOf("all nodes")}}}:who:all nodes", "1000", "dead dead")).ShouldBe(":0");
            (await a.CountAsync("7")).ShouldBe((3, 0));
        }

        // A node that stops says so: nobody waits for it.
        (await a.CountAsync("8")).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Ten_thousand_names_that_strangers_make_up_leave_no_key_for_each()
    {
        RedisProgram.SkipIfMissing();
        await using var redis = await RedisProgram.StartAsync();
        await using var operators = new RedisCaller(Url(redis));
        await using var node = await EventNode.StartAsync(Url(redis));
        using var http = new HttpClient { Timeout = s_limit };
        await Parallel.ForEachAsync(Enumerable.Range(0, 10_000), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, over) =>
            (await http.GetStringAsync(new Uri($"{node.Url}/ws/made-up-{number}?poll=1&wait=0&since=0"), over)).ShouldStartWith("{\"events\":[]"));
        // Sixteen parts of channels have an epoch, a lease and a word of breaks each.
        int.Parse((await operators.AskAsync("DBSIZE"))[1..], CultureInfo.InvariantCulture).ShouldBeLessThanOrEqualTo(3 * 16);
    }

    private static string Url(RedisProgram redis) => $"redis://{redis.Address}/0";
}
