using Wayleave.Protocol.Frames;
using Wayleave.Server.Configuration;
using Wayleave.Server.Tests.Serving;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Carry;

/// <summary>How carried sockets end.</summary>
public sealed class SessionEndTests
{
    [Fact]
    public async Task A_page_that_stays_away_has_its_grace_and_then_the_app_is_told_that_it_is_gone()
    {
        var time = new FakeTimeProvider();
        // A time that no other timer has.
        var grace = TimeSpan.FromSeconds(47.3);
        await using var rig = await CarryRig.StartAsync(time, new CarrySettings { Mode = CarryMode.Auto, Grace = grace });
        using var page = new TestPage(rig.Gateway.Urls[0]);
        using (var socket = await page.DialAsync())
        {
            await page.HelloAsync(socket);
            // An echo has come through the tunnel, which the hello may come before.
            await page.Write("one").SendAsync(socket, 0);
            await page.UntilAsync(socket, 1);
            socket.Abort();
        }

        await time.WaitForTimerAsync(time.GetUtcNow() + grace);
        rig.Gateway.OpenSockets.ShouldBe(1);
        time.Advance(grace);
        await ClosedAsync(rig, 1001);
        using var late = await page.DialAsync(resumes: true);
        await page.HelloAsync(late);
        (await page.ReceiveAsync(late)).ShouldBe("gone");
    }

    [Fact]
    public async Task A_page_that_leaves_ends_its_socket_at_once()
    {
        await using var rig = await CarryRig.StartAsync();
        using var page = new TestPage(rig.Gateway.Urls[0]);
        using var socket = await page.DialAsync();
        await page.HelloAsync(socket);
        await TestPage.SayAsync(socket, "leave");
        await ClosedAsync(rig, 1001);
    }

    [Fact]
    public async Task A_page_that_leaves_says_so_by_POST_too()
    {
        await using var rig = await CarryRig.StartAsync();
        using var page = new TestPage(rig.Gateway.Urls[0]);
        await page.OpenAsync();
        using var content = page.Listed(leaves: true);
        using var answer = await page.PostAsync("up", content);
        await ClosedAsync(rig, 1001);
    }

    [Fact]
    public async Task A_close_goes_through_with_its_code_and_its_reason_and_the_carrier_ends_after_it()
    {
        await using var rig = await CarryRig.StartAsync();
        using var page = new TestPage(rig.Gateway.Urls[0]);
        using var socket = await page.DialAsync();
        await page.HelloAsync(socket);
        await page.WriteClose(4001, "enough").SendAsync(socket, 0);
        await page.UntilAsync(socket, 1);
        page.Got[0].ShouldBe(new MessageEvent.Close(4001, "enough"));
        (await page.ReceiveAsync(socket)).ShouldBe("closed");
        await ClosedAsync(rig, 4001);
    }

    [Fact]
    public async Task A_gateway_that_stops_says_so_to_the_page_and_what_it_knows_of_the_socket_stands_in_its_list_before()
    {
        await using var rig = await CarryRig.StartAsync();
        using var page = new TestPage(rig.Gateway.Urls[0]);
        using var socket = await page.DialAsync();
        await page.HelloAsync(socket);
        await page.Write("one").SendAsync(socket, 0);
        await page.UntilAsync(socket, 1);
        var (_, list) = await rig.AskAsync(HttpMethod.Get, "/connections");
        list[0].GetProperty("carried").GetProperty("transport").GetString().ShouldBe("websocket");
        list[0].GetProperty("carried").GetProperty("away").GetBoolean().ShouldBeFalse();
        var stopping = rig.Gateway.DisposeAsync().AsTask();
        await page.UntilAsync(socket, 2);
        page.Got[1].ShouldBeOfType<MessageEvent.Close>().Code.ShouldBe((ushort)1012);
        socket.Abort();
        await stopping;
    }

    [Fact]
    public async Task What_the_app_said_before_it_closed_waits_for_a_page_that_is_away()
    {
        await using var rig = await CarryRig.StartAsync();
        using var page = new TestPage(rig.Gateway.Urls[0]);
        await page.OpenAsync();
        await page.Write("last").WriteClose(1000, "").BringAsync(0);
        await ClosedAsync(rig, 1000);
        while (page.Got.Count < 2)
            await page.PollAsync();
        page.Texts.ShouldBe(["last"]);
        page.Got[1].ShouldBe(new MessageEvent.Close(1000, ""));
    }

    [Fact]
    public async Task A_gateway_that_stops_tells_the_apps_of_all_pages_that_are_away_though_nobody_is_connected_any_more()
    {
        await using var rig = await CarryRig.StartAsync();
        const int Pages = 3;
        for (var i = 0; i < Pages; i++)
        {
            using var page = new TestPage(rig.Gateway.Urls[0]);
            await page.OpenAsync();
        }

        await rig.Gateway.StopAsync(TimeSpan.FromMinutes(1));
        for (var i = 0; i < Pages; i++)
        {
            var line = await rig.Log.NextAsync("socket-closed");
            line.GetProperty("code").GetInt32().ShouldBe(1012);
        }
    }

    [Fact]
    public async Task A_request_that_opened_a_session_and_comes_once_more_when_the_page_has_left_opens_none()
    {
        await using var rig = await CarryRig.StartAsync();
        using var page = new TestPage(rig.Gateway.Urls[0]);
        await page.OpenAsync();
        using (var content = page.Listed(leaves: true))
        using (await page.PostAsync("up", content))
            await ClosedAsync(rig, 1001);
        (await page.OpenAsync()).GetProperty("gone").GetBoolean().ShouldBeTrue();
        using var socket = await page.DialAsync();
        (await page.ReceiveAsync(socket)).ShouldBe("gone");
        rig.Gateway.OpenSockets.ShouldBe(0);
    }

    private static async Task ClosedAsync(GatewayRig rig, int code)
    {
        var line = await rig.Log.NextAsync("socket-closed");
        line.GetProperty("by").GetString().ShouldBe("client");
        line.GetProperty("code").GetInt32().ShouldBe(code);
    }
}
