using System.Text.Json;
using Wayleave.Server.Configuration;

namespace Wayleave.Server.Tests.Events;

public sealed class ChannelPolicyTests
{
    private static readonly string[] s_progress =
    [
        """{"task":1,"pct":10}""", """{"task":2,"pct":50}""", """{"task":1,"pct":20}""", """{"note":"no task"}""", """{"task":"1","pct":0}""", """{"task":1,"pct":30}""",
    ];

    private static EventSettings Replaying(int count) => new() { Channels = [new ChannelSettings("user:*:events") { History = new HistorySettings { Replay = count } }] };

    private static EventSettings Of(ChannelPolicy policy, string? key = null) => new() { Channels = [new ChannelSettings("user:*:events") { Policy = policy, Key = key }] };

    [Fact]
    public async Task Of_what_was_missed_the_latest_of_each_key_comes_and_nothing_is_called_lost()
    {
        await using var rig = await EventRig.StartAsync(Of(ChannelPolicy.Latest, "task"));
        var (_, first) = await rig.PublishAsync("user:7:events", "0");
        foreach (var each in s_progress)
            await rig.PublishAsync("user:7:events", each);
        using var client = await rig.OpenAsync($"/ws/7?v=1&since={first}");
        await client.NextAsync();
        (await client.JsonAsync()).GetProperty("missed").GetInt32().ShouldBe(6);
        (await EventsAsync(client, 4)).ShouldBe(["3+1 2/50", "5+1 -/-", "6+0 1/0", "7+0 1/30"]);
        (await client.JsonAsync()).GetProperty("type").GetString().ShouldBe("caught_up");
    }

    [Fact]
    public async Task Bare_events_say_what_was_left_out_to_those_who_know_control_frames_alone()
    {
        await using var rig = await EventRig.StartAsync(Of(ChannelPolicy.Latest, "task"));
        foreach (var each in s_progress.Take(3))
            await rig.PublishAsync("user:7:events", each);
        using var client = await rig.OpenAsync("/ws/7?since=0");
        await client.NextAsync();
        (await client.JsonAsync()).GetProperty("_skip").GetInt32().ShouldBe(1);
        (await client.JsonAsync()).TryGetProperty("_skip", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_has_missed_more_than_is_replayed_is_told_and_goes_on_at_the_head(bool isAtHand)
    {
        await using var rig = await EventRig.StartAsync(Replaying(3));
        using var follower = isAtHand ? await rig.OpenAsync("/ws/7") : null;
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
            ids.Add((await rig.PublishAsync("user:7:events", $"{i}")).Said);
        using var near = await rig.OpenAsync($"/ws/7?v=1&since={ids[1]}");
        await near.NextAsync();
        (await near.JsonAsync()).GetProperty("resume").GetString().ShouldBe("ok");
        using var client = await rig.OpenAsync($"/ws/7?v=1&since={ids[0]}");
        await client.NextAsync();
        (await client.JsonAsync()).GetProperty("resume").GetString().ShouldBe("gap");
        var gap = await client.JsonAsync();
        (gap.GetProperty("reason").GetString(), gap.GetProperty("from").GetString(), gap.GetProperty("to").GetString(), gap.GetProperty("lost").GetInt32())
            .ShouldBe(("limit", ids[0], ids[4], 4));
        (await client.JsonAsync()).GetProperty("type").GetString().ShouldBe("caught_up");
        var (_, next) = await rig.PublishAsync("user:7:events", "5");
        (await client.JsonAsync()).GetProperty("id").GetString().ShouldBe(next);
    }

    [Theory]
    [InlineData("0", 3)]
    [InlineData("-4", 3)]
    [InlineData("-2", 2)]
    public async Task Whoever_asks_for_the_past_gets_no_more_of_it_than_is_replayed(string since, int count)
    {
        await using var rig = await EventRig.StartAsync(Replaying(3));
        for (var i = 0; i < 5; i++)
            await rig.PublishAsync("user:7:events", $"{i}");
        using var client = await rig.OpenAsync($"/ws/7?v=1&since={since}");
        await client.NextAsync();
        var subscribed = await client.JsonAsync();
        (subscribed.GetProperty("resume").GetString(), subscribed.GetProperty("missed").GetInt32()).ShouldBe(("new", count));
        for (var i = 5 - count; i < 5; i++)
            (await client.JsonAsync()).GetProperty("data").GetInt32().ShouldBe(i);
        (await client.JsonAsync()).GetProperty("type").GetString().ShouldBe("caught_up");
    }

    [Fact]
    public async Task Whoever_keeps_up_gets_every_event()
    {
        await using var rig = await EventRig.StartAsync(Of(ChannelPolicy.Latest, "task"));
        using var client = await rig.OpenAsync("/ws/7?v=1");
        await client.NextAsync();
        await client.NextAsync();
        foreach (var each in s_progress.Take(3))
        {
            await rig.PublishAsync("user:7:events", each);
            (await client.JsonAsync()).TryGetProperty("skip", out _).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task What_is_ephemeral_has_no_id_and_no_past()
    {
        await using var rig = await EventRig.StartAsync(Of(ChannelPolicy.Ephemeral));
        var (_, id) = await rig.PublishAsync("user:7:events", """{"n":0}""");
        await rig.PublishAsync("user:7:events", """{"n":1}""");
        using var client = await rig.OpenAsync($"/ws/7?v=1&since={id}");
        using var bare = await rig.OpenAsync("/ws/7");
        await client.NextAsync();
        (await client.JsonAsync()).GetProperty("resume").GetString().ShouldBe("new");
        (await client.JsonAsync()).GetProperty("type").GetString().ShouldBe("caught_up");
        await bare.SendAsync("ping");
        await bare.NextAsync();
        await rig.PublishAsync("user:7:events", """{"n":2}""");
        (await client.JsonAsync()).EnumerateObject().Select(member => member.Name).ShouldBe(["type", "ch", "data"]);
        (await bare.NextAsync()).ShouldBe("""{"n":2}""");
        JsonDocument.Parse(await rig.AskAsync("/channels/user:7:events/history")).RootElement.GetProperty("events").GetArrayLength().ShouldBe(0);
    }

    private static async Task<string[]> EventsAsync(EventClient client, int count)
    {
        var events = new string[count];
        for (var i = 0; i < count; i++)
        {
            var frame = await client.JsonAsync();
            var data = frame.GetProperty("data");
            events[i] = $"{frame.GetProperty("id").GetString()!.Split(':')[1]}+{(frame.TryGetProperty("skip", out var skip) ? skip.GetInt32() : 0)} {Member(data, "task")}/{Member(data, "pct")}";
        }

        return events;
    }

    private static string Member(JsonElement data, string name) => data.TryGetProperty(name, out var value) ? value.ToString() : "-";
}
