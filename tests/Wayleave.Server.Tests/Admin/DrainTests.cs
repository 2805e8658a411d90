using System.Net.WebSockets;
using Wayleave.Server.Configuration;
using Wayleave.Server.Echo;
using Wayleave.Server.Tests.Serving;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Admin;

public sealed class DrainTests
{
    [Fact]
    public async Task A_drained_route_gets_nothing_new_and_its_sockets_are_told_to_leave()
    {
        await using var rig = await GatewayRig.StartAsync();
        using var socket = await rig.OpenAsync();
        await rig.Log.NextAsync("socket-opened");
        Destination(await rig.AskAsync(HttpMethod.Get, "/routes")).GetProperty("open_sockets").GetInt32().ShouldBe(1);
        var (status, body) = await rig.AskAsync(HttpMethod.Post, "/routes/%2F/drain", """{"over": "0s"}""");
        status.ShouldBe(202);
        body.GetProperty("open_sockets").GetInt32().ShouldBe(1);

        (await GatewayRig.ReadCloseAsync(socket)).ShouldBe((1001, "this app is taken out of service"));
        (await rig.Log.NextAsync("socket-closed")).GetProperty("by").GetString().ShouldBe("drain");
        (await Should.ThrowAsync<WebSocketException>(() => rig.OpenAsync())).Message.ShouldContain("503");
        var (notReady, why) = await rig.AskAsync(HttpMethod.Get, "/readyz");
        notReady.ShouldBe(503);
        why.GetProperty("why")[0].GetString().ShouldBe("route / has no destination that is up");
        Destination(await rig.AskAsync(HttpMethod.Get, "/routes")).GetProperty("drained").GetBoolean().ShouldBeTrue();

        (await rig.AskAsync(HttpMethod.Post, "/routes/%2F/undrain")).Status.ShouldBe(200);
        using var again = await rig.OpenAsync();
        (await rig.AskAsync(HttpMethod.Get, "/readyz")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_drained_destination_leaves_the_new_ones_to_the_others()
    {
        await using var other = EchoServer.Start(new EchoOptions { Listen = new(System.Net.IPAddress.Loopback, 0) });
        await using var rig = await GatewayRig.StartAsync(settings: settings => settings with
        {
            Routes = [settings.Routes[0] with { Destinations = [settings.Routes[0].Destinations[0], new DestinationSettings(new Uri(other.Url))] }],
        });
        (await rig.AskAsync(HttpMethod.Post, "/destinations/drain", $$"""{"route": "/", "url": "{{rig.AppUrl}}"}""")).Status.ShouldBe(202);
        for (var i = 0; i < 3; i++)
        {
            using var socket = await rig.OpenAsync();
            (await rig.Log.NextAsync("socket-opened")).GetProperty("destination").GetString().ShouldBe(other.Url + "/");
        }

        (await rig.AskAsync(HttpMethod.Post, "/destinations/undrain", $$"""{"route": "/", "url": "{{rig.AppUrl}}"}""")).Status.ShouldBe(200);
        (await rig.Log.NextAsync("destination-undrained")).GetProperty("usable_left").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Sockets_are_told_one_after_another()
    {
        var time = new FakeTimeProvider();
        await using var rig = await GatewayRig.StartAsync(time);
        using var one = await rig.OpenAsync();
        using var other = await rig.OpenAsync();
        await rig.Log.NextAsync("socket-opened");
        await rig.Log.NextAsync("socket-opened");
        (await rig.AskAsync(HttpMethod.Post, "/routes/%2F/drain", """{"over": "10s"}""")).Status.ShouldBe(202);

        var closes = new List<Task<(int Code, string Reason)>> { GatewayRig.ReadCloseAsync(one), GatewayRig.ReadCloseAsync(other) };
        var first = await Task.WhenAny(closes);
        (await first).Code.ShouldBe(1001);
        await rig.Log.NextAsync("socket-closed");
        closes.Remove(first);
        time.Advance(TimeSpan.FromSeconds(4));
        closes[0].IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(1));
        (await closes[0]).Code.ShouldBe(1001);
    }

    [Theory]
    [InlineData("/routes/%2Fnone/drain", "{}", 404)]
    [InlineData("/routes/%2F/drain", """{"over": "2h"}""", 400)]
    [InlineData("/routes/%2F/drain", """{"over": 5}""", 400)]
    [InlineData("/routes/%2F/undrain", """{"over": "5s"}""", 400)]
    [InlineData("/destinations/drain", "{}", 400)]
    [InlineData("/destinations/drain", """{"route": "none", "url": "http://127.0.0.1:1"}""", 404)]
    [InlineData("/destinations/drain", """{"route": "/", "url": "http://127.0.0.1:1"}""", 404)]
    [InlineData("/destinations/drain", """{"route": "/", "url": "no url"}""", 404)]
    public async Task What_is_not_there_or_cannot_be_is_told_and_nothing_is_drained(string path, string body, int status)
    {
        await using var rig = await GatewayRig.StartAsync();
        (await rig.AskAsync(HttpMethod.Post, path, body)).Status.ShouldBe(status);
        Destination(await rig.AskAsync(HttpMethod.Get, "/routes")).GetProperty("drained").GetBoolean().ShouldBeFalse();
    }

    private static System.Text.Json.JsonElement Destination((int Status, System.Text.Json.JsonElement Body) answer) =>
        answer.Body.GetProperty("routes")[0].GetProperty("destinations")[0];
}
