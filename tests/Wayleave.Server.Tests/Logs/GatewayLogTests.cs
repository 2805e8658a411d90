using System.Net;
using System.Net.WebSockets;
using Wayleave.Server.Configuration;
using Wayleave.Server.Tests.Serving;

namespace Wayleave.Server.Tests.Logs;

public sealed class GatewayLogTests
{
    [Fact]
    public async Task The_first_line_says_what_listens_and_where_it_goes()
    {
        await using var rig = await GatewayRig.StartAsync(settings: settings => settings with { LogFormat = LogFormat.Text });
        (await rig.Log.NextLineAsync())[25..].ShouldBe($"listening on {rig.Gateway.Urls[0]} → {rig.AppUrl} (admin: {rig.Gateway.AdminUrl})");
    }

    [Fact]
    public async Task A_socket_has_a_line_when_it_opens_and_one_when_it_closes()
    {
        await using var rig = await GatewayRig.StartAsync();
        using var socket = await rig.OpenAsync(options: options => options.AddSubProtocol("chat"));
        (await GatewayRig.EchoAsync(socket, "hello")).ShouldBe("hello");
        await GatewayRig.CloseAsync(socket);

        var opened = await rig.Log.NextAsync("socket-opened");
        opened.GetProperty("path").GetString().ShouldBe("/room");
        opened.GetProperty("client").GetString().ShouldBe("127.0.0.1");
        opened.GetProperty("destination").GetString().ShouldBe(rig.AppUrl + "/");
        opened.GetProperty("subprotocol").GetString().ShouldBe("chat");
        var closed = await rig.Log.NextAsync("socket-closed");
        closed.GetProperty("id").GetInt64().ShouldBe(opened.GetProperty("id").GetInt64());
        closed.GetProperty("by").GetString().ShouldBe("client");
        closed.GetProperty("code").GetInt32().ShouldBe(1000);
        closed.GetProperty("reason").GetString().ShouldBe("bye");
        closed.GetProperty("messages_up").GetInt64().ShouldBe(1);
        closed.GetProperty("messages_down").GetInt64().ShouldBe(1);
        closed.GetProperty("bytes_down").GetInt64().ShouldBe("hello".Length + 2 + "bye".Length + 4);
        $"{opened}{closed}".ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_refused_handshake_has_a_line_with_its_status_and_why()
    {
        await using var rig = await GatewayRig.StartAsync(settings: settings => settings with
        {
            Routes = [settings.Routes[0] with { Origins = ["https://app.example"] }],
        });
        await Should.ThrowAsync<WebSocketException>(() => rig.OpenAsync(options: options => options.SetRequestHeader("Origin", "https://evil.example")));
        var refused = await rig.Log.NextAsync("upgrade-refused");
        refused.GetProperty("status").GetInt32().ShouldBe(403);
        refused.GetProperty("why").GetString().ShouldBe("Origin https://evil.example is not on the route's list");
        $"{refused}".ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_request_that_no_app_answers_has_a_line_and_one_that_it_does_has_none()
    {
        await using var rig = await GatewayRig.StartAsync(settings: settings => settings with
        {
            Routes =
            [
                settings.Routes[0],
                settings.Routes[0] with { Name = "dead", Path = "/dead", Destinations = [new DestinationSettings(new Uri("http://127.0.0.1:1"))] },
            ],
        });
        (await rig.Public.GetAsync("/healthz")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/dead/x?token=secret") { Headers = { Referrer = new Uri("http://a/?token=secret") } };
        (await rig.Public.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        (await rig.Log.NextLineAsync()).ShouldContain("listening");
        var line = await rig.Log.NextLineAsync();
        line.ShouldContain("\"event\":\"request-failed\"");
        line.ShouldContain("\"status\":502,\"route\":\"dead\"");
        line.ShouldContain("\"method\":\"GET\",\"path\":\"/dead/x\"");
        line.ShouldNotContain("secret");
    }
}
