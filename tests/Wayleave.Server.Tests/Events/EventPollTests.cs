using System.Text.Json;
using Wayleave.Server.Configuration;
using Wayleave.Server.Serving;
using Wayleave.Server.Tests.Serving.Abuse;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Events;

public sealed class EventPollTests : IDisposable
{
    private readonly HttpClient _client = new() { Timeout = RawClient.Bound };

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Poll_after_poll_gives_every_event_once()
    {
        await using var rig = await EventRig.StartAsync();
        for (var i = 0; i < 250; i++)
            await rig.PublishAsync("user:7:events", $"{i}");
        var (next, got) = ("0", new List<int>());
        while (got.Count < 250)
        {
            var answer = await PollAsync(rig, $"since={next}&wait=0");
            got.AddRange(answer.GetProperty("events").EnumerateArray().Select(each => each.GetProperty("data").GetInt32()));
            next = answer.GetProperty("next").GetString()!;
        }

        got.ShouldBe(Enumerable.Range(0, 250));
        (await PollAsync(rig, $"since={next}&wait=0")).GetProperty("events").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_poll_waits_for_the_next_event()
    {
        await using var rig = await EventRig.StartAsync();
        var start = (await PollAsync(rig, "wait=0")).GetProperty("next").GetString();
        var polling = PollAsync(rig, $"since={start}");
        var (_, id) = await rig.PublishAsync("user:7:events", """{"n":1}""");
        var answer = await polling;
        answer.GetProperty("events").EnumerateArray().Single().GetProperty("_id").GetString().ShouldBe(id);
        answer.GetProperty("next").GetString().ShouldBe(id);
        answer.GetProperty("gap").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_poll_that_gets_nothing_is_answered_after_its_time()
    {
        var time = new FakeTimeProvider();
        await using var rig = await EventRig.StartAsync(options: new GatewayOptions { Log = TextWriter.Null, Time = time });
        var polling = PollAsync(rig, "wait=5");
        // Its wait begins when it has come; before that, time would run out for its head.
        await time.WaitForTimerAsync(time.GetUtcNow() + TimeSpan.FromSeconds(5));
        time.Advance(TimeSpan.FromSeconds(5));

        (await polling).GetProperty("events").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_gap_comes_in_its_place_and_the_rest_with_the_next_poll()
    {
        await using var rig = await EventRig.StartAsync(new EventSettings { Channels = [new ChannelSettings("*:*:*") { History = new HistorySettings { Size = 1 } }] });
        var (_, first) = await rig.PublishAsync("user:7:events", "1");
        await rig.PublishAsync("user:7:events", "2");
        var (_, third) = await rig.PublishAsync("user:7:events", "3");
        var answer = await PollAsync(rig, $"since={first}&wait=0");
        answer.GetProperty("gap").GetProperty("reason").GetString().ShouldBe("trimmed");
        answer.GetProperty("events").GetArrayLength().ShouldBe(0);
        var rest = await PollAsync(rig, $"since={answer.GetProperty("next").GetString()}&wait=0");
        rest.GetProperty("next").GetString().ShouldBe(third);
        rest.GetProperty("events").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Of_two_channels_with_gaps_each_is_told_by_a_poll_of_its_own()
    {
        await using var rig = await EventRig.StartAsync(channels: ["a:{user_id}", "b:{user_id}"]);
        await rig.PublishAsync("a:7", "1");
        await rig.PublishAsync("b:7", "1");
        var start = (await PollAsync(rig, "wait=0")).GetProperty("next").GetString();
        await rig.DeleteAsync("a:7");
        await rig.DeleteAsync("b:7");
        var first = await PollAsync(rig, $"since={start}&wait=0");
        first.GetProperty("gap").GetProperty("ch").GetString().ShouldBe("a:7");
        var second = await PollAsync(rig, $"since={first.GetProperty("next").GetString()}&wait=0");
        second.GetProperty("gap").GetProperty("ch").GetString().ShouldBe("b:7");
        (await PollAsync(rig, $"since={second.GetProperty("next").GetString()}&wait=0")).GetProperty("gap").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task What_is_no_JSON_object_is_wrapped()
    {
        await using var rig = await EventRig.StartAsync();
        var (_, id) = await rig.PublishAsync("user:7:events", "[1]");
        var only = (await PollAsync(rig, "since=0&wait=0")).GetProperty("events").EnumerateArray().Single();
        only.ToString().ShouldBe($$"""{"type":"message","_id":"{{id}}","data":[1]}""");
    }

    [Theory]
    [InlineData("wait=x", 400)]
    [InlineData("wait=56", 400)]
    [InlineData("since=x", 400)]
    public async Task A_poll_that_makes_no_sense_is_refused(string query, int status)
    {
        await using var rig = await EventRig.StartAsync();
        using var answer = await _client.GetAsync(new Uri($"{rig.Gateway.Urls[0]}/ws/7?poll=1&{query}"));
        ((int)answer.StatusCode).ShouldBe(status);
    }

    private async Task<JsonElement> PollAsync(EventRig rig, string query)
    {
        using var body = JsonDocument.Parse(await _client.GetStringAsync(new Uri($"{rig.Gateway.Urls[0]}/ws/7?poll=1&{query}")));
        return body.RootElement.Clone();
    }
}
