using System.Net;
using Wayleave.Server.Configuration;
using Wayleave.Server.Tests.Serving;

namespace Wayleave.Server.Tests.Carry;

/// <summary>What new settings do to sockets that are carried already: nothing.</summary>
public sealed class CarryReloadTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_session_goes_on_over_every_transport_when_its_route_carries_no_longer(bool anotherDoes)
    {
        await using var rig = await CarryRig.StartAsync();
        using var page = new TestPage(rig.Gateway.Urls[0]);
        await page.OpenAsync();
        await ReloadAsync(rig, new CarrySettings(), anotherDoes);
        await page.Write("by POST").BringAsync(0);
        while (page.Got.Count < 1)
            await page.PollAsync();
        using (var socket = await page.DialAsync(resumes: true))
        {
            await page.HelloAsync(socket);
            (await page.ReceiveAsync(socket))!.ShouldStartWith("hello ");
            await page.Write("by WebSocket").SendAsync(socket, page.Acknowledged);
            await page.UntilAsync(socket, 2);
        }

        page.Texts.ShouldBe(["by POST", "by WebSocket"]);
        // Nothing new is opened there.
        using var other = new TestPage(rig.Gateway.Urls[0]);
        (await other.OpenAsync()).GetProperty("off").GetBoolean().ShouldBeTrue();
        using var listed = other.Listed();
        using var answer = await other.PostAsync("poll", listed);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_joins_a_session_is_told_its_own_settings_and_not_those_that_came_since()
    {
        await using var rig = await CarryRig.StartAsync(carry: new CarrySettings { Mode = CarryMode.Auto, BufferBytes = 64 * 1024 });
        using var page = new TestPage(rig.Gateway.Urls[0]);
        await page.OpenAsync();
        await ReloadAsync(rig, new CarrySettings { Mode = CarryMode.Auto, BufferBytes = 1024 * 1024 }, anotherDoes: false);
        (await page.OpenAsync()).GetProperty("buffer").GetInt32().ShouldBe(64 * 1024);
    }

    private static async Task ReloadAsync(GatewayRig rig, CarrySettings carry, bool anotherDoes)
    {
        var settings = rig.Gateway.Settings;
        var changed = settings.Routes[0] with { Carry = carry };
        var another = changed with { Name = "another", Path = "/another", Carry = new CarrySettings { Mode = CarryMode.Auto } };
        (await rig.Gateway.ReloadAsync(settings with { Routes = anotherDoes ? [changed, another] : [changed] })).IsApplied.ShouldBeTrue();
    }
}
