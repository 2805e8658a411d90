using Wayleave.Protocol.Carry;
using Wayleave.Server.Configuration;
using Wayleave.Server.Serving;
using Wayleave.Server.Tests.Serving;

namespace Wayleave.Server.Tests.Carry;

/// <summary>Two gateways in front of the same app, and a page whose requests come to either.</summary>
public sealed class NodeTests
{
    private static Task<Gateway> StrayAsync(GatewayRig owner, params OtherNode[] others) => Gateway.StartAsync(
        new ServeSettings
        {
            Listen = [Served.Http], Admin = null, Nodes = new NodeSettings { Name = "stray", Others = [.. others] },
            Routes = [new RouteSettings { Name = "/", Path = "/", Destinations = [new DestinationSettings(new Uri(owner.AppUrl))], Carry = new CarrySettings { Mode = CarryMode.Auto } }],
        },
        new GatewayOptions { Log = TextWriter.Null });

    private static Task<GatewayRig> OwnerAsync() => GatewayRig.StartAsync(settings: settings => settings with
    {
        Nodes = new NodeSettings { Name = "owner" },
        Routes = [settings.Routes[0] with { Carry = new CarrySettings { Mode = CarryMode.Auto } }],
    });

    [Fact]
    public async Task What_comes_to_the_wrong_one_is_passed_on_over_every_transport()
    {
        await using var owner = await OwnerAsync();
        await using var stray = await StrayAsync(owner, new OtherNode("owner", new Uri(owner.Gateway.Urls[0])));
        using var page = new TestPage(owner.Gateway.Urls[0]);
        await page.OpenAsync();
        page.Node.ShouldBe("owner");
        page.MoveTo(stray.Urls[0]);
        await page.Write("by POST").BringAsync(0);
        using (var stream = await TestStream.BeginAsync(page, asEvents: false))
            await stream.UntilAsync(1);
        using var socket = await page.DialAsync(resumes: true);
        await page.HelloAsync(socket);
        (await page.ReceiveAsync(socket))!.ShouldStartWith("hello owner ");
        await page.Write("by WebSocket").SendAsync(socket, page.Acknowledged);
        await page.UntilAsync(socket, 2);
        page.Texts.ShouldBe(["by POST", "by WebSocket"]);
        owner.Gateway.OpenSockets.ShouldBe(1);
    }

    [Fact]
    public async Task A_page_whose_gateway_nobody_knows_is_told_to_start_anew()
    {
        await using var owner = await OwnerAsync();
        await using var stray = await StrayAsync(owner);
        using var page = new TestPage(owner.Gateway.Urls[0]);
        await page.OpenAsync();
        page.MoveTo(stray.Urls[0]);
        using var socket = await page.DialAsync(resumes: true);
        await page.HelloAsync(socket);
        (await page.ReceiveAsync(socket)).ShouldBe("gone");
        (await page.PollAsync()).ShouldContain(item => item.Kind == CarryItem.Gone);
    }
}
