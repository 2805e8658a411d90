using System.Net;
using Wayleave.Server.Configuration;
using Wayleave.Server.Serving;
using Wayleave.Server.Tests.Events;
using Wayleave.Server.Tests.Serving.Abuse;

namespace Wayleave.Server.Tests.Serving;

/// <summary>The browser's client, as the public port gives it.</summary>
public sealed class ClientScriptsTests
{
    public static TheoryData<string> Paths => [.. ClientScripts.Paths];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task It_is_what_is_checked_in_and_may_be_kept_for_five_minutes(string path)
    {
        using var answer = await AskAsync(HttpMethod.Get, path + "?1");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/javascript; charset=utf-8");
        answer.Headers.CacheControl!.ToString().ShouldBe("public, max-age=300");
        answer.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("ReconnectingWebSocket");
        answer.Content.Headers.ContentLength.ShouldNotBeNull().ShouldBeInRange(1_000, 20_000);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task HEAD_says_the_same_without_it(string path)
    {
        using var answer = await AskAsync(HttpMethod.Head, path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentLength.ShouldNotBeNull().ShouldBeGreaterThan(1_000);
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{0}", 304)]
    [InlineData("W/{0}", 304)]
    [InlineData("\"other\", {0}", 304)]
    [InlineData("*", 304)]
    [InlineData("\"other\"", 200)]
    public async Task Whoever_has_it_is_not_sent_it_again(string asked, int status)
    {
        using var first = await AskAsync(HttpMethod.Get, "/.wayleave/client.mjs");
        using var again = await AskAsync(HttpMethod.Get, "/.wayleave/client.mjs", asked.Replace("{0}", first.Headers.ETag!.Tag, StringComparison.Ordinal));
        ((int)again.StatusCode).ShouldBe(status);
        again.Headers.ETag.ShouldBe(first.Headers.ETag);
    }

    [Fact]
    public async Task It_is_read_by_GET_alone()
    {
        using var answer = await AskAsync(HttpMethod.Post, "/.wayleave/client.js");
        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        answer.Content.Headers.Allow.ShouldBe(["GET", "HEAD"]);
    }

    [Fact]
    public async Task No_socket_is_opened_there()
    {
        await using var rig = await EventRig.StartAsync();
        (await Served.StatusAsync(rig.Gateway.Urls[0], AbuseRow.Handshake.Replace("/ws", "/.wayleave/client.js", StringComparison.Ordinal) + "\r\n")).ShouldBe(404);
    }

    [Fact]
    public async Task Where_no_route_gives_events_the_path_is_the_apps()
    {
        await using var app = new RecordingApp();
        await using var gateway = await Gateway.StartAsync(
            new ServeSettings
            {
                Listen = [Served.Http],
                Routes = [new RouteSettings { Name = "app", Path = "/", Destinations = [new DestinationSettings(new Uri(app.Url))], Auth = new AuthSettings() }],
            },
            new GatewayOptions { Log = TextWriter.Null });
        (await Served.StatusAsync(gateway.Urls[0], "GET /.wayleave/client.js HTTP/1.1\r\nHost: a.test\r\n\r\n")).ShouldBe(200);
        app.Seen.Single().ShouldStartWith("GET /.wayleave/client.js ");
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, string? known = null)
    {
        await using var rig = await EventRig.StartAsync();
        using var client = new HttpClient { Timeout = RawClient.Bound };
        using var request = new HttpRequestMessage(method, rig.Gateway.Urls[0] + path);
        if (known is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
        var answer = await client.SendAsync(request);
        await answer.Content.LoadIntoBufferAsync();
        return answer;
    }
}
