using System.Net;
using System.Net.WebSockets;
using Wayleave.Server.Configuration;
using Wayleave.Server.Tests.Serving;
using Wayleave.Server.Tests.Serving.Abuse;

namespace Wayleave.Server.Tests.Carry;

/// <summary>Whoever knows a session's id and secret and has its cookies has the session: none of them is written down, and the first two are passed on to nobody.</summary>
public sealed class CarryLogTests
{
    [Theory]
    [InlineData("stream", "stream")]
    [InlineData("sse", "sse")]
    [InlineData("poll", "poll")]
    [InlineData("peek", "poll")]
    [InlineData("up", null)]
    public async Task The_log_holds_neither_ids_nor_secrets_of_what_is_carried_over_HTTP(string verb, string? transport)
    {
        await using var rig = await CarryRig.StartAsync();
        using var page = new TestPage(rig.Gateway.Urls[0]);
        await page.OpenAsync();
        using (var body = page.Listed())
        using (var answer = await page.PostAsync(verb, body))
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        // What is refused has a line of its own.
        foreach (var (name, header) in ((string, string?)[])[(verb, null), (verb, "1"), ($"open.{page.Id}", null), ($"open.{page.Id}", "1")])
        {
            using var unsound = new StringContent($"[\"{page.Secret}\"]");
            using var answer = await page.PostAsync(name, unsound, header);
            ((int)answer.StatusCode).ShouldBe(header is null ? 403 : 400);
        }

        using (var last = page.Listed(leaves: true))
        using (var answer = await page.PostAsync("up", last))
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var lines = await UntilClosedAsync(rig, page);
        lines.Count(line => line.Contains("\"request-refused\"", StringComparison.Ordinal)).ShouldBe(4);
        if (transport is null)
            lines[^1].ShouldNotContain("\"transport\":\"");
        else
            lines[^1].ShouldContain($"\"transport\":\"{transport}\"");
    }

    [Fact]
    public async Task The_log_holds_neither_ids_nor_secrets_of_what_is_carried_over_WebSockets()
    {
        await using var rig = await CarryRig.StartAsync();
        using var page = new TestPage(rig.Gateway.Urls[0]);
        await page.OpenAsync();
        page.FetchSite = "cross-site";
        await Should.ThrowAsync<WebSocketException>(() => page.DialAsync(resumes: true));
        page.FetchSite = "same-origin";
        using var socket = await page.DialAsync(resumes: true);
        await page.HelloAsync(socket);
        await page.ReceiveAsync(socket);
        await TestPage.SayAsync(socket, "leave");
        var lines = await UntilClosedAsync(rig, page);
        lines.ShouldContain(line => line.Contains("\"upgrade-refused\"", StringComparison.Ordinal));
        lines[^1].ShouldContain("\"transport\":\"websocket\"");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_app_is_told_neither_the_id_nor_the_secret(bool overHttp)
    {
        await using var app = new RecordingApp();
        await using var gateway = await Served.BeforeAsync([app.Url], route: route => route with { Carry = new CarrySettings { Mode = CarryMode.Auto } });
        using var page = new TestPage(gateway.Urls[0]);
        if (overHttp)
            await page.OpenAsync();
        else
            (await page.DialAsync()).Dispose();
        var seen = app.Seen.ShouldHaveSingleItem();
        seen.ShouldStartWith("GET /room?a=1 HTTP/1.1\r\n");
        seen.ShouldNotContain(page.Id);
        seen.ShouldNotContain(page.Secret);
        seen.ShouldNotContain("wayleave=");
        seen.ShouldNotContain("Wayleave-Carry:", Case.Insensitive);
    }

    private static async Task<List<string>> UntilClosedAsync(GatewayRig rig, TestPage page)
    {
        var secrets = page.Cookies.GetAllCookies().Select(cookie => cookie.Value).Append(page.Id).Append(page.Secret).Append("wayleave=").ToList();
        var lines = new List<string>();
        do
        {
            lines.Add(await rig.Log.NextLineAsync());
            foreach (var secret in secrets)
                lines[^1].ShouldNotContain(secret);
        }
        while (!lines[^1].Contains("\"socket-closed\"", StringComparison.Ordinal));
        return lines;
    }
}
