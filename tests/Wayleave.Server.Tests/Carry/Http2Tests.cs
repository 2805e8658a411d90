using System.Net;
using Wayleave.Protocol.Carry;
using Wayleave.Server.Configuration;
using Wayleave.Server.Tests.Serving;
using Wayleave.TestKit.Programs;

namespace Wayleave.Server.Tests.Carry;

/// <summary>A page over https, whose requests all share one connection of HTTP/2.</summary>
public sealed class Http2Tests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stream_and_what_the_page_brings_go_side_by_side(bool asEvents)
    {
        using var state = new ScratchFolder("carry-http2");
        await using var rig = await GatewayRig.StartAsync(settings: settings => settings with
        {
            Listen = [Served.Https], Tls = new TlsSettings { StateFolder = state.Path },
            Routes = [settings.Routes[0] with { Carry = new CarrySettings { Mode = CarryMode.Auto } }],
        });
        using var page = new TestPage(rig.Gateway.Urls[0]) { Version = HttpVersion.Version20 };
        await page.OpenAsync();
        page.Cookies.GetCookies(new Uri(rig.Gateway.Urls[0]))["wayleave-carry"]!.Secure.ShouldBeTrue();
        using var stream = await TestStream.BeginAsync(page, asEvents);
        await stream.UntilAsync(item => item.Kind == CarryItem.Beat);
        for (var i = 0; i < 3; i++)
        {
            await page.Write($"m{i}").BringAsync(page.Acknowledged);
            await stream.UntilAsync(i + 1);
        }

        page.Texts.ShouldBe(["m0", "m1", "m2"]);
    }
}
