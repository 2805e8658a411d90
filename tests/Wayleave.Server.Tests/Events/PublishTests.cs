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
        await using var rig = await EventRig.StartAsync(new EventSettings { Channels = [new ChannelSettings("small") { MaxMessageBytes = 1024 }] });
        var json = JsonSerializer.Serialize(new string('x', 1022));
        (await rig.PublishAsync("small", json)).Status.ShouldBe(201);
        (await rig.PublishAsync("small", json + " ")).Status.ShouldBe(413);
        (await rig.PublishAsync("large", JsonSerializer.Serialize(new string('x', 200_000)))).Status.ShouldBe(201);
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
