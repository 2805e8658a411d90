using System.Net;
using System.Net.Http;

namespace Wayleave.Conformance.Serve.Apps;

/// <summary>Python's servers, each with its own check of who may open a socket.</summary>
[Collection<AppsCollection>]
public sealed class PythonAppsTests(AppsWorld world)
{
    [Theory]
    [InlineData("uvicorn", "ws", "/ws", 1)]
    [InlineData("uvicorn", "wss", "/ws", 1)]
    [InlineData("uvicorn", "wss", "/ws", 2)]
    [InlineData("streamlit", "ws", "/_stcore/stream", 1)]
    [InlineData("streamlit", "wss", "/_stcore/stream", 1)]
    [InlineData("streamlit", "wss", "/_stcore/stream", 2)]
    [InlineData("channels-ssl", "ws", "/ws/chat/lobby/", 1)]
    [InlineData("channels-ssl", "wss", "/ws/chat/lobby/", 1)]
    [InlineData("channels-ssl", "wss", "/ws/chat/lobby/", 2)]
    [InlineData("websockets", "ws", "/", 1)]
    [InlineData("websockets", "wss", "/", 2)]
    public async Task An_app_takes_a_socket_of_its_own_page(string app, string scheme, string path, int version)
    {
        world.Needs(app);
        var address = world.AddressOf(app);
        using var socket = await Caller.OpenAsync(address.Url(scheme, path), address.Origin(scheme), version: new Version(version, version == 2 ? 0 : 1));
        await socket.EchoesAsync();
    }

    [Fact]
    public async Task Tornado_still_refuses_the_page_of_another()
    {
        world.Needs("streamlit");
        var refused = await Should.ThrowAsync<System.Net.WebSockets.WebSocketException>(
            () => Caller.OpenAsync(world.AddressOf("streamlit").Url("ws", "/_stcore/stream"), "https://elsewhere.example"));
        refused.Message.ShouldContain("403");
    }

    [Fact]
    public async Task Tornado_gets_the_subprotocol_that_Streamlit_offers_and_answers_its_health_path()
    {
        world.Needs("streamlit");
        var address = world.AddressOf("streamlit");
        (await Caller.GetAsync(address.Url("http", "/_stcore/health"))).Body.ShouldBe("ok");
        using var socket = await Caller.OpenAsync(address.Url("ws", "/_stcore/stream"), address.Origin("ws"), "streamlit");
        socket.SubProtocol.ShouldBe("streamlit");
        await socket.EchoesAsync();
    }

    [Fact]
    public async Task Django_that_redirects_to_https_does_so_once_and_not_in_a_loop()
    {
        world.Needs("channels-ssl");
        var address = world.AddressOf("channels-ssl");
        var (plain, _) = await Caller.GetAsync(address.Url("http"));
        plain.StatusCode.ShouldBe(HttpStatusCode.MovedPermanently);
        plain.Headers.Location.ShouldBe(new Uri($"https://{address.Host}:{address.HttpPort}/"));

        var (secure, page) = await Caller.GetAsync(address.Url("https"));
        secure.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.ShouldContain("Chat");
    }

    [Fact]
    public async Task Django_does_not_believe_a_client_that_says_it_came_over_https()
    {
        world.Needs("channels-ssl");
        var request = new HttpRequestMessage(HttpMethod.Get, world.AddressOf("channels-ssl").Url("http")) { Headers = { { "X-Forwarded-Proto", "https" } } };
        (await Caller.SendAsync(request)).Response.StatusCode.ShouldBe(HttpStatusCode.MovedPermanently);
    }
}
