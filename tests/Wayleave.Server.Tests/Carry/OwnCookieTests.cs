using System.Net;
using System.Net.WebSockets;
using Wayleave.Protocol.Carry;
using Wayleave.Server.Carry;
using Wayleave.Server.Configuration;
using Wayleave.Server.Serving;
using Wayleave.Server.Tests.Serving;
using Wayleave.Server.Tests.Serving.Abuse;

namespace Wayleave.Server.Tests.Carry;

/// <summary>Whom the gateway's own cookie reaches: no app, and the gateway that has the session.</summary>
public sealed class OwnCookieTests
{
    [Theory]
    [InlineData("wayleave-carry=x", null)]
    [InlineData("wayleave-carry=x; ", null)]
    [InlineData("wayleave-carry=", null)]
    [InlineData("a=1; wayleave-carry=x; b=2", "a=1; b=2")]
    [InlineData("wayleave-carry=x; a=1", "a=1")]
    [InlineData("a=1; wayleave-carry=x", "a=1")]
    [InlineData("wayleave-carry=x;wayleave-carry=y;a=1", "a=1")]
    [InlineData(" a=1;b=\"2 \";;\tc ;wayleave-carry=x ;  d", " a=1;b=\"2 \";;\tc ;  d")]
    [InlineData("a=1; b=wayleave-carry=x; wayleave-carry; wayleave-carry2=x; Wayleave-Carry=x", "a=1; b=wayleave-carry=x; wayleave-carry; wayleave-carry2=x; Wayleave-Carry=x")]
    public void It_is_taken_out_of_a_line_and_everything_else_stays_to_the_byte(string line, string? left) => CarryCookies.WithoutOwn(line).ShouldBe(left);

    [Theory]
    [InlineData(null)]
    [InlineData("session=1; theme=dark")]
    public async Task No_app_of_a_gateway_that_carries_sees_it_whichever_way_it_is_asked(string? others)
    {
        await using var app = new RecordingApp();
        await using var gateway = await BeforeAsync(app, CarryMode.Script);
        using var page = PageOf(gateway, $"wayleave-carry=x{(others is null ? "" : "; " + others)}");
        await page.OpenAsync();
        using var socket = await page.DialAsync();
        await OpenPlainAsync(page);
        foreach (var path in new[] { "/page", "/other/page" })
            (await page.Http.GetStringAsync(path)).ShouldBe($"GET {path}");
        app.Seen.Select(CookiesOf).ShouldBe(Enumerable.Repeat(others ?? "", 4));
    }

    [Fact]
    public async Task A_gateway_that_carries_nothing_leaves_it_to_another_one_behind_it()
    {
        await using var app = new RecordingApp();
        await using var gateway = await BeforeAsync(app, CarryMode.Off);
        using var page = PageOf(gateway, "wayleave-carry=x");
        (await page.Http.GetStringAsync("/page")).ShouldBe("GET /page");
        app.Seen.Select(CookiesOf).ShouldBe(["wayleave-carry=x"]);
    }

    [Fact]
    public async Task What_is_passed_on_to_the_gateway_that_has_the_session_has_it_still()
    {
        await using var app = new RecordingApp();
        await using var owner = await BeforeAsync(app, CarryMode.Script, settings => settings with { Nodes = new NodeSettings { Name = "owner" } });
        await using var stray = await BeforeAsync(app, CarryMode.Script, settings => settings with
        {
            Nodes = new NodeSettings { Name = "stray", Others = [new OtherNode("owner", new Uri(owner.Urls[0]))] },
        });
        using var page = PageOf(owner, "wayleave-carry=x");
        await page.OpenAsync();
        page.MoveTo(stray.Urls[0]);
        // Without it the session would be another page's.
        (await page.PollAsync("peek")).ShouldNotContain(item => item.Kind == CarryItem.Gone);
        using var socket = await page.DialAsync(resumes: true);
        await page.HelloAsync(socket);
        (await page.ReceiveAsync(socket))!.ShouldStartWith("hello owner ");
    }

    private static Task<Gateway> BeforeAsync(RecordingApp app, CarryMode mode, Func<ServeSettings, ServeSettings>? settings = null) => Served.BeforeAsync(
        [app.Url], before => (settings ?? (same => same))(before with
        {
            Routes = [before.Routes[0] with { Carry = new CarrySettings { Mode = mode } }, before.Routes[0] with { Name = "/other", Path = "/other" }],
        }));

    private static TestPage PageOf(Gateway gateway, string cookies)
    {
        var page = new TestPage(gateway.Urls[0]);
        foreach (var pair in cookies.Split("; "))
            page.Cookies.Add(new Uri(gateway.Urls[0]), new Cookie(pair.Split('=')[0], pair.Split('=')[1]));
        return page;
    }

    private static async Task OpenPlainAsync(TestPage page)
    {
        using var socket = new ClientWebSocket();
        socket.Options.Cookies = page.Cookies;
        using var limit = new CancellationTokenSource(TestPage.Patience);
        await socket.ConnectAsync(new UriBuilder(page.Http.BaseAddress!) { Scheme = "ws", Path = "/room" }.Uri, limit.Token);
    }

    private static string CookiesOf(string request) => string.Join(
        '|', request.Split("\r\n").Where(line => line.StartsWith("Cookie: ", StringComparison.OrdinalIgnoreCase)).Select(line => line["Cookie: ".Length..]));
}
