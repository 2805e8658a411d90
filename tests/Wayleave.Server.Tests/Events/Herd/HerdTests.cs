using System.Net.WebSockets;
using Wayleave.Server.Configuration;
using Wayleave.Server.Serving;
using Wayleave.Server.Tests.Serving.Abuse;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Events.Herd;

/// <summary>Many who come, go, or take nothing.</summary>
public sealed class HerdTests
{
    [Fact]
    public async Task Clients_are_told_over_how_long_to_spread_and_anew_when_that_changes()
    {
        var time = new FakeTimeProvider();
        await using var rig = await EventRig.StartAsync(new EventSettings { Heartbeat = TimeSpan.FromSeconds(1) }, new GatewayOptions { Log = TextWriter.Null, Time = time });
        using var first = await rig.OpenAsync("/ws/7?v=1");
        (await first.JsonAsync()).GetProperty("retry_window").GetInt32().ShouldBe(5000);
        await first.JsonAsync();
        var others = new List<EventClient>();
        while (others.Count < 6)
        {
            others.Add(await rig.OpenAsync("/ws/7?v=1"));
            // Its hello comes once it is counted.
            await others[^1].JsonAsync();
        }

        time.Advance(TimeSpan.FromSeconds(1));
        (await first.JsonAsync()).TryGetProperty("retry_window", out _).ShouldBeFalse();

        // Seven, one a second.
        (await rig.Gateway.ReloadAsync(rig.Gateway.Settings with { Events = rig.Gateway.Settings.Events with { AcceptRate = 1 } })).IsApplied.ShouldBeTrue();
        time.Advance(TimeSpan.FromSeconds(1));
        (await first.JsonAsync()).GetProperty("retry_window").GetInt32().ShouldBe(7000);
        time.Advance(TimeSpan.FromSeconds(1));
        (await first.JsonAsync()).TryGetProperty("retry_window", out _).ShouldBeFalse();
        others.ForEach(client => client.Dispose());
    }

    [Fact]
    public async Task More_than_can_be_let_in_soon_are_sent_away_to_come_later()
    {
        var time = new FakeTimeProvider();
        await using var rig = await EventRig.StartAsync(new EventSettings { AcceptRate = 1 }, new GatewayOptions { Log = TextWriter.Null, Time = time });
        var opening = Enumerable.Range(0, 8).Select(_ => rig.OpenAsync("/ws/7")).ToList();
        // The first comes in at once, five wait; the clock stands still, so the others are told at once.
        var sentAway = 0;
        while (sentAway < 2)
        {
            var done = await Task.WhenAny(opening);
            opening.Remove(done);
            if (done.Exception?.InnerException is not WebSocketException refused)
                continue;
            refused.Message.ShouldContain("503");
            sentAway++;
        }

        while (opening.Count > 0)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            (await await Task.WhenAny(opening)).Dispose();
            opening.RemoveAll(task => task.IsCompleted);
        }
    }

    [Fact]
    public async Task A_client_that_takes_nothing_for_half_a_minute_is_cut_off()
    {
        var time = new FakeTimeProvider();
        using var log = new StringWriter();
        await using var rig = await EventRig.StartAsync(options: new GatewayOptions { Log = TextWriter.Synchronized(log), Time = time });
        // Else the clock, which does not wait for the sending to get stuck, may pass the time of a client that is silent.
        var settings = rig.Gateway.Settings;
        await rig.Gateway.ReloadAsync(settings with { Routes = [settings.Routes[0] with { KeepAlive = new KeepAliveSettings { Client = null } }] });
        using var client = await rig.OpenAsync("/ws/7");
        var large = $"\"{new string('x', 250_000)}\"";
        // More than the system holds for it.
        for (var i = 0; i < 60; i++)
            (await rig.PublishAsync("user:7:events", large)).Status.ShouldBe(201);
        using var limit = new CancellationTokenSource(RawClient.Bound);
        while (!log.ToString().Contains("socket-closed", StringComparison.Ordinal))
        {
            limit.Token.ThrowIfCancellationRequested();
            time.Advance(TimeSpan.FromSeconds(1));
            await rig.AskAsync("/healthz");
        }

        rig.Gateway.OpenSockets.ShouldBe(0);
        log.ToString().ShouldContain("has taken nothing for 30 s");
    }
}
