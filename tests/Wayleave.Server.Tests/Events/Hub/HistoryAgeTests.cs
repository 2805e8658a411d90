using Wayleave.Server.Configuration;
using Wayleave.Server.Serving;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Events.Hub;

/// <summary>What is past its age comes no more, also where it is still at hand since somebody follows the channel.</summary>
public sealed class HistoryAgeTests
{
    private static readonly TimeSpan s_age = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Whoever_comes_back_at_the_age_itself_is_told_that_all_has_expired()
    {
        await using var rig = await StartAsync();
        using var follower = await rig.OpenAsync("/ws/7");
        var (_, first) = await rig.PublishAsync("user:7:events", "1");
        await rig.PublishAsync("user:7:events", "2");
        _time.Advance(s_age);
        (await BackAsync(rig, first)).ShouldBe(["subscribed gap", "gap expired lost 1", "caught_up"]);
    }

    [Fact]
    public async Task A_moment_before_it_still_comes()
    {
        await using var rig = await StartAsync();
        using var follower = await rig.OpenAsync("/ws/7");
        var (_, first) = await rig.PublishAsync("user:7:events", "1");
        await rig.PublishAsync("user:7:events", "2");
        _time.Advance(s_age - TimeSpan.FromMilliseconds(1));
        (await BackAsync(rig, first)).ShouldBe(["subscribed ok", "event 2", "caught_up"]);
    }

    [Fact]
    public async Task What_is_younger_comes_behind_the_gap()
    {
        await using var rig = await StartAsync();
        using var follower = await rig.OpenAsync("/ws/7");
        var (_, first) = await rig.PublishAsync("user:7:events", "1");
        await rig.PublishAsync("user:7:events", "2");
        _time.Advance(s_age / 2);
        await rig.PublishAsync("user:7:events", "3");
        _time.Advance(s_age / 2);
        (await BackAsync(rig, first)).ShouldBe(["subscribed gap", "gap trimmed lost 1", "event 3", "caught_up"]);
    }

    private Task<EventRig> StartAsync() => EventRig.StartAsync(
        new EventSettings { Heartbeat = TimeSpan.FromHours(1), Channels = [new ChannelSettings("*:*:*") { History = new HistorySettings { Age = s_age } }] },
        new GatewayOptions { Log = TextWriter.Null, Time = _time });

    private static async Task<List<string>> BackAsync(EventRig rig, string since)
    {
        using var client = await rig.OpenAsync($"/ws/7?v=1&since={since}");
        var said = new List<string>();
        while (said is not [.., "caught_up"])
        {
            var frame = await client.JsonAsync();
            var type = frame.GetProperty("type").GetString();
            if (type != "hello")
                said.Add(type switch
                {
                    "subscribed" => $"subscribed {frame.GetProperty("resume")}",
                    "gap" => $"gap {frame.GetProperty("reason")} lost {frame.GetProperty("lost")}",
                    "event" => $"event {frame.GetProperty("data")}",
                    _ => type!,
                });
        }

        return said;
    }
}
