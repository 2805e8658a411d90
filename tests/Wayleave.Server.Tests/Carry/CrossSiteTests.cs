using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using Wayleave.Protocol.Carry;
using Wayleave.Server.Tests.Serving;

namespace Wayleave.Server.Tests.Carry;

/// <summary>Other sites' pages, which a browser lets send a request with this site's cookies: nothing of theirs is taken, even where they know id and secret.</summary>
public sealed class CrossSiteTests
{
    [Theory]
    [InlineData(null, "same-origin")]
    [InlineData("1", "cross-site")]
    [InlineData("1", "same-site")]
    [InlineData("1", "none")]
    public async Task A_POST_opens_nothing_without_the_header_that_no_form_can_send_or_from_another_site(string? header, string site)
    {
        await using var rig = await CarryRig.StartAsync();
        using var page = new TestPage(rig.Gateway.Urls[0]) { FetchSite = site };
        using var answer = await OpenAsync(page, header);
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        rig.Gateway.OpenSockets.ShouldBe(0);
    }

    [Fact]
    public async Task A_browser_that_does_not_say_which_site_asks_is_served()
    {
        await using var rig = await CarryRig.StartAsync();
        using var page = new TestPage(rig.Gateway.Urls[0]) { FetchSite = null };
        using var answer = await OpenAsync(page, "1");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        await rig.Log.NextAsync("socket-opened");
    }

    [Theory]
    [InlineData("stream")]
    [InlineData("sse")]
    [InlineData("poll")]
    [InlineData("peek")]
    [InlineData("up")]
    public async Task A_POST_of_an_open_session_needs_them_too_and_brings_nothing_without(string verb)
    {
        await using var rig = await CarryRig.StartAsync();
        using var page = new TestPage(rig.Gateway.Urls[0]);
        await page.OpenAsync();
        page.Write("stolen");
        foreach (var (header, site) in ((string?, string)[])[(null, "same-origin"), ("1", "cross-site"), ("1", "same-site"), ("1", "none")])
        {
            page.FetchSite = site;
            using var theirs = page.Listed(bringFrom: 0);
            using var answer = await page.PostAsync(verb, theirs, header);
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            answer.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
        }

        await CountsAsync(page, 0);
        // The same with all that is asked for.
        using var own = page.Listed(bringFrom: 0);
        using var right = await page.PostAsync(verb, own);
        right.StatusCode.ShouldBe(HttpStatusCode.OK);
        await CountsAsync(page, page.Up.Length);
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    [InlineData("none")]
    public async Task A_carriers_WebSocket_is_not_opened_from_another_site_neither_for_a_new_session_nor_for_an_open_one(string site)
    {
        await using var rig = await CarryRig.StartAsync();
        using var page = new TestPage(rig.Gateway.Urls[0]) { FetchSite = site };
        (await Should.ThrowAsync<WebSocketException>(() => page.DialAsync())).Message.ShouldContain("403");
        rig.Gateway.OpenSockets.ShouldBe(0);
        page.FetchSite = "same-origin";
        await page.OpenAsync();
        page.FetchSite = site;
        (await Should.ThrowAsync<WebSocketException>(() => page.DialAsync(resumes: true))).Message.ShouldContain("403");
    }

    [Theory]
    [InlineData("open.AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("stream")]
    [InlineData("sse")]
    [InlineData("poll")]
    [InlineData("peek")]
    [InlineData("up")]
    public async Task A_preflight_lets_nobody_ahead(string verb)
    {
        await using var rig = await CarryRig.StartAsync();
        using var preflight = new HttpRequestMessage(HttpMethod.Options, $"{rig.Gateway.Urls[0]}/room?wayleave={verb}");
        preflight.Headers.Add("Origin", "https://evil.example");
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "wayleave-carry");
        using var answer = await rig.Public.SendAsync(preflight);
        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        answer.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }

    private static async Task<HttpResponseMessage> OpenAsync(TestPage page, string? header)
    {
        using var body = new StringContent(JsonSerializer.Serialize(new { secret = page.Secret, protocols = Array.Empty<string>() }));
        return await page.PostAsync($"open.{page.Id}", body, header);
    }

    private static async Task CountsAsync(TestPage page, long arrived)
    {
        page.FetchSite = "same-origin";
        using var nothing = page.Listed();
        using var answer = await page.PostAsync("up", nothing);
        TestItem.ReadAll(await answer.Content.ReadAsByteArrayAsync()).ShouldContain(item => item.Kind == CarryItem.Ack && item.Number == arrived);
    }
}
