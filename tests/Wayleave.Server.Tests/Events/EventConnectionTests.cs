using System.Text.Json;

namespace Wayleave.Server.Tests.Events;

/// <summary>Sockets that give channels, as the admin address shows them.</summary>
public sealed class EventConnectionTests
{
    [Fact]
    public async Task They_are_listed_counted_and_closed_like_any_other()
    {
        await using var rig = await EventRig.StartAsync();
        using var client = await rig.OpenAsync("/ws/7?secret=x");
        await rig.PublishAsync("user:7:events", "1");
        await client.NextAsync();
        using var list = JsonDocument.Parse(await rig.AskAsync("/connections"));
        var shown = list.RootElement.EnumerateArray().Single();
        (shown.GetProperty("route").GetString(), shown.GetProperty("path").GetString(), shown.GetProperty("messages_down").GetInt32()).ShouldBe(("events", "/ws/7", 1));
        shown.GetProperty("channels").EnumerateArray().Single().GetString().ShouldBe("user:7:events");
        (await rig.AskAsync("/connections?route=other")).Trim().ShouldBe("[]");
        var figures = await rig.AskAsync("/metrics");
        figures.ShouldContain("wayleave_open_sockets{route=\"events\",destination=\"\"} 1\n");
        figures.ShouldContain("wayleave_events_given_total 1\n");

        using var admin = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"{rig.Gateway.AdminUrl}/connections/{shown.GetProperty("id")}") { Content = new StringContent("""{"code":4000,"reason":"go"}""", null, "application/json") };
        using var answer = await admin.SendAsync(request);
        ((int)answer.StatusCode).ShouldBe(202);
        (await client.NextAsync()).ShouldBe("close 4000 go");
    }
}
