using System.Text.Json;
using Wayleave.Server.Configuration;

namespace Wayleave.Server.Tests.Events;

public sealed class PublishTests
{
    [Fact]
    public async Task The_same_key_publishes_once_and_another_body_under_it_is_a_conflict()
    {
        await using var rig = await EventRig.StartAsync();
        var first = await rig.PublishAsync("news", "1", "k");
        (await rig.PublishAsync("news", "1", "k")).ShouldBe(first);
        (await rig.PublishAsync("news", "2", "k")).Status.ShouldBe(409);
        (await rig.PublishAsync("other", "1", "k")).Said.ShouldNotBe(first.Said);
        using var shown = JsonDocument.Parse(await rig.AskAsync("/channels/news"));
        shown.RootElement.GetProperty("retained").GetInt32().ShouldBe(1);
    }

    [Theory]
    [InlineData("news", "{", 400)]
    [InlineData("news", "", 400)]
    [InlineData("a b", "1", 400)]
    public async Task What_cannot_be_published_is_said(string channel, string json, int status)
    {
        await using var rig = await EventRig.StartAsync();
        (await rig.PublishAsync(channel, json)).Status.ShouldBe(status);
    }

    [Fact]
    public async Task An_event_longer_than_its_channel_takes_gets_413_and_one_that_fits_does_not()
    {
        await using var rig = await EventRig.StartAsync(new EventSettings { Channels = [new ChannelSettings("small") { MaxMessageBytes = 1024 }, new ChannelSettings("large")] });
        var json = JsonSerializer.Serialize(new string('x', 1022));
        (await rig.PublishAsync("small", json)).Status.ShouldBe(201);
        (await rig.PublishAsync("small", json + " ")).Status.ShouldBe(413);
        (await rig.PublishAsync("large", JsonSerializer.Serialize(new string('x', 200_000)))).Status.ShouldBe(201);
    }

    [Fact]
    public async Task A_channel_that_neither_an_entry_nor_a_route_knows_is_not_published_to()
    {
        await using var rig = await EventRig.StartAsync(new EventSettings { Channels = [new ChannelSettings("news:*")] });
        (await rig.PublishAsync("news:1", "1")).Status.ShouldBe(201);
        (await rig.PublishAsync("user:7:events", "1")).Status.ShouldBe(201);
        (await rig.PublishAsync("user:7", "1")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Text_is_an_event_where_it_says_that_it_is_text()
    {
        await using var rig = await EventRig.StartAsync();
        using var client = await rig.OpenAsync("/ws/7");
        // Its pong shows that it follows.
        await client.SendAsync("ping");
        await client.NextAsync();
        var (status, body) = await rig.PostAsync("/channels/user:7:events", "not JSON: ü", "text/plain");
        (status, body.GetProperty("id").GetString()!.Split(':')[1]).ShouldBe((201, "1"));
        (await client.NextAsync()).ShouldBe("not JSON: ü");
        (await rig.PostAsync("/channels/user:7:events", "not JSON", "application/json")).Status.ShouldBe(400);
        (await rig.PostAsync("/channels/user:7:events", "<a/>", "text/html")).Status.ShouldBe(415);
    }

    [Fact]
    public async Task Each_event_of_a_batch_has_its_own_answer()
    {
        await using var rig = await EventRig.StartAsync(new EventSettings { Channels = [new ChannelSettings("a") { MaxMessageBytes = 1024 }] });
        await rig.PostAsync("/channels:batch", """{"events":[{"channel":"a","data":0,"key":"k"}]}""");
        var (status, body) = await rig.PostAsync("/channels:batch", $$$"""
            {"events":[{"channel":"a","data":{"n": 1.0}},{"channel":"a b","data":1},{"channel":"b","data":1},{"channel":"a"},{"channel":"a","data":0,"key":"k"},
            {"channel":"a","data":2,"key":"k"},{"channel":"a","data":"{{{new string('x', 1024)}}}"},{"channel":"a","data":[]}]}
            """);
        status.ShouldBe(200);
        string.Join(' ', body.GetProperty("results").EnumerateArray().Select(each =>
            each.TryGetProperty("id", out var id) ? $"{id.GetString()!.Split(':')[1]}{(each.TryGetProperty("repeated", out _) ? "r" : "")}" : $"!{each.GetProperty("status")}")).ShouldBe("2 !400 !404 !400 1r !409 !413 3");
        // As the bytes are.
        (await rig.AskAsync("/channels/a/history")).ShouldContain("""{"n": 1.0}""");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"events":[]}""")]
    [InlineData("""{"events":{}}""")]
    public async Task A_batch_that_is_none_is_refused_whole(string body)
    {
        await using var rig = await EventRig.StartAsync();
        (await rig.PostAsync("/channels:batch", body)).Status.ShouldBe(400);
    }

    [Fact]
    public async Task The_history_is_shown_page_by_page()
    {
        await using var rig = await EventRig.StartAsync();
        var (_, id) = await rig.PublishAsync("news", "1");
        await rig.PublishAsync("news", """{"a":2}""");
        using var page = JsonDocument.Parse(await rig.AskAsync("/channels/news/history?limit=1"));
        var only = page.RootElement.GetProperty("events").EnumerateArray().Single();
        (only.GetProperty("id").GetString(), only.GetProperty("data").GetInt32()).ShouldBe((id, 1));
        using var rest = JsonDocument.Parse(await rig.AskAsync("/channels/news/history?after=1"));
        rest.RootElement.GetProperty("events").EnumerateArray().Single().GetProperty("data").GetProperty("a").GetInt32().ShouldBe(2);
    }
}
