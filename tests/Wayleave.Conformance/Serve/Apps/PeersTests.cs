using System.Net;
using System.Text.Json.Nodes;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Serve.Apps;

/// <summary>Real peers in front of <c>wayleave serve</c> and behind it; FastAPI on uvicorn says what it saw of the client.</summary>
[Collection<AppsCollection>]
public sealed class PeersTests(AppsWorld world)
{
    private static readonly IPAddress s_client = IPAddress.Parse("127.0.3.7");

    [Theory]
    [InlineData("http1", "http/1.1", "1.1 ", "ws", "http")]
    [InlineData("http2", "h2", "2.0 ", "wss", "https")]
    public async Task Chromium_opens_a_socket(string job, string pageBy, string via, string scheme, string appSaw)
    {
        world.Needs("uvicorn");
        AppsWorld.SkipFor(BrowserRun.Lacking);
        var page = (await world.BrowserAsync())[job];
        page["errors"]!.AsArray().ShouldBeEmpty();
        ((string?)page["protocol"]).ShouldBe(pageBy);
        // RFC 9110 §7.6.3: Via names the version that the request came with. Over HTTP/2 that was an extended CONNECT.
        ((string?)page["via"]).ShouldNotBeNull().ShouldStartWith(via);
        ((string?)page["scheme"]).ShouldBe(appSaw);
        ((string?)page["host"]).ShouldBe(world.AddressOf("uvicorn").Url(scheme).Authority);
        ((string?)page["extensions"]).ShouldNotBeNull().ShouldStartWith("permessage-deflate");
    }

    [Theory]
    [InlineData("nginx", "http", "ws")]
    [InlineData("nginx", "https", "wss")]
    [InlineData("haproxy", "http", "ws")]
    [InlineData("haproxy", "https", "wss")]
    public async Task Behind_a_proxy_that_is_trusted_the_app_sees_the_client_and_how_it_came(string proxy, string scheme, string socketScheme)
    {
        world.Needs("uvicorn");
        AppsWorld.SkipFor(FrontProxies.Lacking(proxy));
        using var socket = await Caller.OpenAsync(world.Fronts[proxy].Url(socketScheme, "/ws/who"), from: s_client);
        var who = JsonNode.Parse(await socket.ReceiveTextAsync())!;
        ((string?)who["client"]).ShouldBe(s_client.ToString());
        ((string?)who["scheme"]).ShouldBe(scheme);
        ((string?)who["host"]).ShouldBe(world.Fronts[proxy].Url(scheme).Authority);
    }

    [Theory]
    [InlineData("nginx")]
    [InlineData("haproxy")]
    public async Task A_socket_lives_through_a_proxy_in_front(string proxy)
    {
        world.Needs("uvicorn");
        AppsWorld.SkipFor(FrontProxies.Lacking(proxy));
        using var socket = await Caller.OpenAsync(world.Fronts[proxy].Url("wss", "/ws"));
        await socket.EchoesAsync();
    }

    [Theory]
    [InlineData("ws", 1, "http")]
    [InlineData("wss", 2, "https")]
    public async Task HAProxy_brings_a_socket_over_HTTP_2(string scheme, int version, string appSaw)
    {
        world.Needs("uvicorn");
        AppsWorld.SkipFor(FrontProxies.Lacking("haproxy"));
        var httpVersion = new Version(version, version == 2 ? 0 : 1);
        using (var asked = await Caller.OpenAsync(world.Fronts["haproxy-h2"].Url(scheme, "/ws/who"), version: httpVersion, from: s_client))
        {
            var who = JsonNode.Parse(await asked.ReceiveTextAsync())!;
            ((string?)who["via"]).ShouldNotBeNull().ShouldStartWith("2.0 ");
            ((string?)who["client"]).ShouldBe(s_client.ToString());
            ((string?)who["scheme"]).ShouldBe(appSaw);
        }

        using var socket = await Caller.OpenAsync(world.Fronts["haproxy-h2"].Url(scheme, "/ws"), version: httpVersion);
        await socket.EchoesAsync();
    }

    [Theory]
    [InlineData("ws", 1)]
    [InlineData("wss", 2)]
    public async Task A_socket_lives_through_nginx_behind(string scheme, int version)
    {
        world.Needs("uvicorn", "nginx-behind");
        using var socket = await Caller.OpenAsync(
            world.AddressOf("nginx-behind").Url(scheme, "/ws"), version: new Version(version, version == 2 ? 0 : 1));
        await socket.EchoesAsync();
    }

    [Fact]
    public async Task A_client_that_is_no_trusted_proxy_is_not_believed()
    {
        world.Needs("uvicorn");
        var run = await CurlAsync("--interface", s_client.ToString(), "-H", "X-Forwarded-For: 192.0.2.1", "-H", "X-Forwarded-Proto: https", world.AddressOf("uvicorn").Url("http", "/who").AbsoluteUri);
        var who = JsonNode.Parse(run)!;
        ((string?)who["client"]).ShouldBe(s_client.ToString());
        ((string?)who["scheme"]).ShouldBe("http");
    }

    [Theory]
    [InlineData("http", "--http1.1", "1.1 ")]
    [InlineData("https", "--http1.1", "1.1 ")]
    [InlineData("https", "--http2", "2.0 ")]
    public async Task Curl_reads_a_page(string scheme, string version, string via)
    {
        world.Needs("uvicorn");
        var who = JsonNode.Parse(await CurlAsync(version, world.AddressOf("uvicorn").Url(scheme, "/who").AbsoluteUri))!;
        ((string?)who["scheme"]).ShouldBe(scheme);
        ((string?)who["via"]).ShouldNotBeNull().ShouldStartWith(via);
    }

    private static async Task<string> CurlAsync(params string[] arguments)
    {
        AppsWorld.SkipFor(InstalledPrograms.Find("curl") is null ? "curl" : null);
        var run = await ProgramRun.OfAsync(InstalledPrograms.Find("curl")!, ["-sSk", "--fail", "--max-time", "20", .. arguments]);
        run.Status.ShouldBe(0, run.Errors);
        return run.Output;
    }
}
