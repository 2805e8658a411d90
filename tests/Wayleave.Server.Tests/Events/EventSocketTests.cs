using System.Text.Json;
using Wayleave.Server.Configuration;
using Wayleave.Server.Serving;
using Wayleave.Server.Tests.Serving;
using Wayleave.Server.Tests.Serving.Abuse;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Events;

public sealed class EventSocketTests
{
    [Fact]
    public async Task An_old_front_end_gets_bare_events_with_an_id_and_nothing_else()
    {
        await using var rig = await EventRig.StartAsync();
        using var client = await rig.OpenAsync("/ws/7");
        await client.SendAsync("ping");
        (await client.NextAsync()).ShouldBe("""{"type":"pong"}""");
        var (status, id) = await rig.PublishAsync("user:7:events", """{ "type":"cv_progress", "pct":40.00 }""");
        status.ShouldBe(201);
        (await client.NextAsync()).ShouldBe($$"""{ "type":"cv_progress", "pct":40.00 ,"_id":"{{id}}"}""");
        (await client.CloseAsync()).ShouldBe(1000);
    }

    [Fact]
    public async Task What_was_published_while_a_client_was_away_comes_when_it_is_back()
    {
        await using var rig = await EventRig.StartAsync();
        var (_, first) = await rig.PublishAsync("user:7:events", """{"n":1}""");
        var (_, second) = await rig.PublishAsync("user:7:events", """{"n":2}""");
        var (_, third) = await rig.PublishAsync("user:7:events", """{"n":3}""");
        using var client = await rig.OpenAsync($"/ws/7?since={first}");
        (await client.NextAsync()).ShouldBe($$"""{"type":"subscribed","ch":"user:7:events","at":"{{third}}","resume":"ok","missed":2}""");
        (await client.NextAsync()).ShouldBe($$"""{"n":2,"_id":"{{second}}"}""");
        (await client.NextAsync()).ShouldBe($$"""{"n":3,"_id":"{{third}}"}""");
        (await client.NextAsync()).ShouldBe($$"""{"type":"caught_up","ch":"user:7:events","at":"{{third}}"}""");
        var (_, fourth) = await rig.PublishAsync("user:7:events", """{"n":4}""");
        (await client.NextAsync()).ShouldBe($$"""{"n":4,"_id":"{{fourth}}"}""");
    }

    [Fact]
    public async Task More_than_a_page_is_replayed_in_order()
    {
        await using var rig = await EventRig.StartAsync();
        for (var i = 0; i < 350; i++)
            await rig.PublishAsync("user:7:events", $"{i}");
        using var client = await rig.OpenAsync("/ws/7?since=0");
        (await client.JsonAsync()).GetProperty("missed").GetInt32().ShouldBe(350);
        for (var i = 0; i < 350; i++)
            (await client.JsonAsync()).GetProperty("data").GetInt32().ShouldBe(i);
        (await client.JsonAsync()).GetProperty("type").GetString().ShouldBe("caught_up");
    }

    [Theory]
    [InlineData("-2", 2)]
    [InlineData("-20", 5)]
    [InlineData("0", 5)]
    public async Task A_client_may_ask_for_the_last_events_or_for_all(string since, int count)
    {
        await using var rig = await EventRig.StartAsync();
        for (var i = 0; i < 5; i++)
            await rig.PublishAsync("user:7:events", $$"""{"n":{{i}}}""");
        using var client = await rig.OpenAsync($"/ws/7?since={since}");
        (await client.JsonAsync()).GetProperty("resume").GetString().ShouldBe("new");
        for (var i = 5 - count; i < 5; i++)
            (await client.JsonAsync()).GetProperty("n").GetInt32().ShouldBe(i);
        (await client.JsonAsync()).GetProperty("type").GetString().ShouldBe("caught_up");
    }

    [Fact]
    public async Task What_history_no_longer_has_is_announced_and_the_rest_follows()
    {
        await using var rig = await EventRig.StartAsync(new EventSettings { Channels = [new ChannelSettings("user:*:events") { History = new HistorySettings { Size = 2 } }] });
        var (_, first) = await rig.PublishAsync("user:7:events", """{"n":1}""");
        for (var i = 2; i <= 5; i++)
            await rig.PublishAsync("user:7:events", $$"""{"n":{{i}}}""");
        using var client = await rig.OpenAsync($"/ws/7?since={first}");
        (await client.JsonAsync()).GetProperty("resume").GetString().ShouldBe("gap");
        var gap = await client.JsonAsync();
        (gap.GetProperty("type").GetString(), gap.GetProperty("reason").GetString(), gap.GetProperty("from").GetString(), gap.GetProperty("lost").GetInt32()).ShouldBe(("gap", "trimmed", first, 2));
        (await client.JsonAsync()).GetProperty("n").GetInt32().ShouldBe(4);
        (await client.JsonAsync()).GetProperty("n").GetInt32().ShouldBe(5);
    }

    [Fact]
    public async Task A_channel_that_was_deleted_is_a_gap_also_for_those_who_follow_it()
    {
        await using var rig = await EventRig.StartAsync();
        var (_, first) = await rig.PublishAsync("user:7:events", """{"n":1}""");
        using var following = await rig.OpenAsync("/ws/7?controls=1");
        (await following.JsonAsync()).GetProperty("at").GetString().ShouldBe(first);
        (await rig.DeleteAsync("user:7:events")).ShouldBe(200);
        (await rig.DeleteAsync("user:8:events")).ShouldBe(404);
        await rig.PublishAsync("user:7:events", """{"n":2}""");
        (await following.JsonAsync()).GetProperty("reason").GetString().ShouldBe("epoch");
        using var back = await rig.OpenAsync($"/ws/7?since={first}");
        (await back.JsonAsync()).GetProperty("resume").GetString().ShouldBe("gap");
        (await back.JsonAsync()).GetProperty("reason").GetString().ShouldBe("epoch");
    }

    [Fact]
    public async Task A_drop_before_the_first_event_loses_nothing()
    {
        await using var rig = await EventRig.StartAsync();
        string at;
        using (var client = await rig.OpenAsync("/ws/7?controls=1"))
            at = (await client.JsonAsync()).GetProperty("at").GetString()!;
        at.ShouldEndWith(":0:0");
        var (_, id) = await rig.PublishAsync("user:7:events", """{"n":1}""");
        using var back = await rig.OpenAsync($"/ws/7?since={at}");
        (await back.JsonAsync()).GetProperty("missed").GetInt32().ShouldBe(1);
        (await back.NextAsync()).ShouldBe($$"""{"n":1,"_id":"{{id}}"}""");
    }

    [Theory]
    [InlineData("/ws/7", "wayleave.v1")]
    [InlineData("/ws/7?v=1", null)]
    public async Task A_client_of_v1_gets_envelopes(string path, string? subprotocol)
    {
        await using var rig = await EventRig.StartAsync();
        using var client = await rig.OpenAsync(path, subprotocol);
        client.Subprotocol.ShouldBe(subprotocol);
        var hello = await client.JsonAsync();
        (hello.GetProperty("type").GetString(), hello.GetProperty("heartbeat").GetInt32()).ShouldBe(("hello", 30));
        (await client.JsonAsync()).GetProperty("resume").GetString().ShouldBe("new");
        var (_, id) = await rig.PublishAsync("user:7:events", """{"n":1}""");
        (await client.NextAsync()).ShouldBe("""{"type":"event","ch":"user:7:events","id":"ID","data":{"n":1}}""".Replace("ID", id, StringComparison.Ordinal));
        await client.SendAsync("""{"type":"ping"}""");
        (await client.NextAsync()).ShouldBe("""{"type":"pong"}""");
        await client.SendAsync("{");
        (await client.JsonAsync()).GetProperty("code").GetString().ShouldBe("bad_frame");
    }

    [Fact]
    public async Task Several_channels_come_on_one_socket()
    {
        await using var rig = await EventRig.StartAsync(channels: ["user:{user_id}:events", "news"]);
        using var client = await rig.OpenAsync("/ws/7?v=1");
        await client.JsonAsync();
        (await client.JsonAsync()).GetProperty("ch").GetString().ShouldBe("user:7:events");
        (await client.JsonAsync()).GetProperty("ch").GetString().ShouldBe("news");
        await rig.PublishAsync("news", "1");
        (await client.JsonAsync()).GetProperty("ch").GetString().ShouldBe("news");
        await rig.PublishAsync("user:8:events", "2");
        await rig.PublishAsync("user:7:events", "3");
        (await client.JsonAsync()).GetProperty("data").GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task A_silent_socket_gets_a_heartbeat()
    {
        var time = new FakeTimeProvider();
        await using var rig = await EventRig.StartAsync(options: new GatewayOptions { Log = TextWriter.Null, Time = time });
        using var old = await rig.OpenAsync("/ws/7");
        using var v1 = await rig.OpenAsync("/ws/7?v=1");
        await v1.JsonAsync();
        var at = (await v1.JsonAsync()).GetProperty("at").GetString();
        // Its pong shows that the old one serves, from when on it is silent.
        await old.SendAsync("ping");
        await old.NextAsync();
        time.Advance(TimeSpan.FromSeconds(30));
        (await old.NextAsync()).ShouldBe("""{"type":"heartbeat"}""");
        var heartbeat = await v1.JsonAsync();
        heartbeat.GetProperty("type").GetString().ShouldBe("heartbeat");
        heartbeat.GetProperty("at").GetProperty("user:7:events").GetString().ShouldBe(at);
    }

    [Fact]
    public async Task A_ping_is_no_message_and_puts_off_no_heartbeat()
    {
        var time = new FakeTimeProvider();
        await using var rig = await EventRig.StartAsync(options: new GatewayOptions { Log = TextWriter.Null, Time = time });
        using var client = await OpenRawAsync(rig);
        time.Advance(TimeSpan.FromSeconds(25));
        (await client.ReadAsync(2)).ShouldBe("\u0089\0");
        time.Advance(TimeSpan.FromSeconds(5));
        (await client.ReadAsync(22)).ShouldBe("\u0081\u0014{\"type\":\"heartbeat\"}");
    }

    [Fact]
    public async Task A_client_that_is_gone_without_a_word_is_pinged_and_given_up()
    {
        var time = new FakeTimeProvider();
        await using var rig = await EventRig.StartAsync(options: new GatewayOptions { Log = TextWriter.Null, Time = time });
        using var client = await OpenRawAsync(rig);
        time.Advance(TimeSpan.FromSeconds(25));
        (await client.ReadAsync(2)).ShouldBe("\u0089\0");
        // Any byte is life.
        await client.SendAsync("\u0089\u0080\0\0\0\0");
        (await client.ReadAsync(2)).ShouldBe("\u008a\0");
        time.Advance(TimeSpan.FromSeconds(50));
        rig.Gateway.OpenSockets.ShouldBe(1);
        time.Advance(TimeSpan.FromSeconds(25));
        await client.RestAsync();
        client.WasReset.ShouldBeTrue();
    }

    [Fact]
    public async Task A_stop_tells_old_clients_1012_and_those_of_v1_4101_and_when_to_come_back()
    {
        await using var rig = await EventRig.StartAsync();
        using var bare = await rig.OpenAsync("/ws/7");
        using var old = await rig.OpenAsync("/ws/7?controls=1");
        await old.NextAsync();
        using var v1 = await rig.OpenAsync("/ws/7?v=1");
        await v1.NextAsync();
        await v1.NextAsync();
        var stopping = rig.Gateway.StopAsync(TimeSpan.Zero);
        (await bare.NextAsync()).ShouldStartWith("close 1012 ");
        (await old.JsonAsync()).GetProperty("after").GetInt32().ShouldBeInRange(0, 4999);
        (await old.NextAsync()).ShouldStartWith("close 1012 ");
        (await v1.JsonAsync()).GetProperty("type").GetString().ShouldBe("reconnect");
        (await v1.NextAsync()).ShouldStartWith("close 4101 ");
        bare.Dispose();
        old.Dispose();
        v1.Dispose();
        await stopping;
    }

    [Theory]
    [InlineData("/ws/a%3Ab", 404)]
    [InlineData("/ws/a%20b", 404)]
    [InlineData("/ws/7?since=yesterday", 400)]
    public async Task What_is_no_channel_or_no_place_is_refused(string path, int status)
    {
        await using var rig = await EventRig.StartAsync();
        (await Served.StatusAsync(rig.Gateway.Urls[0], AbuseRow.Handshake.Replace("/ws", path, StringComparison.Ordinal) + "\r\n")).ShouldBe(status);
    }

    [Fact]
    public async Task An_ordinary_request_is_told_that_the_path_takes_WebSockets()
    {
        await using var rig = await EventRig.StartAsync();
        (await Served.StatusAsync(rig.Gateway.Urls[0], "GET /ws/7 HTTP/1.1\r\nHost: a.test\r\n\r\n")).ShouldBe(426);
    }

    [Fact]
    public async Task A_client_that_does_not_read_costs_a_place_and_is_told_what_it_missed()
    {
        await using var rig = await EventRig.StartAsync(new EventSettings { Channels = [new ChannelSettings("*") { History = new HistorySettings { Size = 10 }, MaxMessageBytes = 1 << 20 }] }, channels: ["all"]);
        using var client = await rig.OpenAsync("/ws/7?controls=1");
        await client.JsonAsync();
        // Far more than the connection holds, and far more than is retained.
        var large = JsonSerializer.Serialize(new string('x', 500_000));
        for (var i = 0; i < 100; i++)
            await rig.PublishAsync("all", large);
        await rig.PublishAsync("all", "\"end\"");
        var (events, gaps) = (0, 0);
        while (true)
        {
            var message = await client.JsonAsync();
            if (message.GetProperty("type").GetString() == "gap")
            {
                message.GetProperty("reason").GetString().ShouldBe("slow");
                gaps++;
                continue;
            }

            events++;
            if (message.GetProperty("data").GetString() == "end")
                break;
        }

        gaps.ShouldBeGreaterThan(0);
        events.ShouldBeLessThan(101);
    }

    // The answer to its ping shows that it is served.
    private static async Task<RawClient> OpenRawAsync(EventRig rig)
    {
        var client = await RawClient.ConnectAsync(rig.Gateway.Urls[0]);
        await client.SendAsync(AbuseRow.Handshake.Replace("/ws", "/ws/7", StringComparison.Ordinal) + "\r\n");
        (await client.AnswerAsync())!.Value.Head.StatusCode.ShouldBe(101);
        await client.SendAsync("\u0089\u0080\0\0\0\0");
        (await client.ReadAsync(2)).ShouldBe("\u008a\0");
        return client;
    }
}
