using System.Text.Json;

namespace Wayleave.Server.Tests.Events;

/// <summary>Sockets that give channels, as the admin address shows them.</summary>
public sealed class EventConnectionTests
{
    [Fact]
    public async Task Events_are_counted_by_what_they_were_given_over_and_not_lost_with_who_got_them()
    {
        await using var rig = await EventRig.StartAsync();
        using var client = new HttpClient();
        using (var stream = await EventStreamReader.OpenAsync(client, $"{rig.Gateway.Urls[0]}/ws/7"))
        {
            await stream.BlockAsync();
            await rig.PublishAsync("user:7:events", "1");
            await rig.PublishAsync("user:7:events", "2");
            while (await stream.BlockAsync() is var block && !block.Contains("\"data\":2", StringComparison.Ordinal))
                block.ShouldNotBeEmpty();
            (await rig.AskAsync("/metrics")).ShouldContain("wayleave_events_given_total{route=\"events\",transport=\"sse\"} 2\n");
            await rig.Gateway.StopAsync(TimeSpan.Zero);
        }

        (await rig.AskAsync("/metrics")).ShouldContain("wayleave_events_given_total{route=\"events\",transport=\"sse\"} 2\n");
    }

    [Fact]
    public async Task Events_of_polls_are_counted_once_they_are_answered()
    {
        await using var rig = await EventRig.StartAsync();
        using var client = new HttpClient();
        for (var i = 1; i <= 3; i++)
            await rig.PublishAsync("user:7:events", $"{i}");
        for (var i = 1; i <= 2; i++)
        {
            await client.GetStringAsync(new Uri($"{rig.Gateway.Urls[0]}/ws/7?poll=1&since=0"));
            var wanted = $"wayleave_events_given_total{{route=\"events\",transport=\"poll\"}} {3 * i}\n";
            // The client has the answer before the gateway is done with it.
            while (!(await rig.AskAsync("/metrics")).Contains(wanted, StringComparison.Ordinal))
                await Task.Yield();
        }
    }

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
        figures.ShouldContain("wayleave_events_given_total{route=\"events\",transport=\"ws\"} 1\n");

        using var admin = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"{rig.Gateway.AdminUrl}/connections/{shown.GetProperty("id")}") { Content = new StringContent("""{"code":4000,"reason":"go"}""", null, "application/json") };
        using var answer = await admin.SendAsync(request);
        ((int)answer.StatusCode).ShouldBe(202);
        (await client.NextAsync()).ShouldBe("close 4000 go");
    }
}
