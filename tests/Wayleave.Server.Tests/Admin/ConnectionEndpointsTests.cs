using Wayleave.Server.Tests.Serving;

namespace Wayleave.Server.Tests.Admin;

public sealed class ConnectionEndpointsTests
{
    [Fact]
    public async Task Open_sockets_are_listed_with_what_passed_through_them()
    {
        await using var rig = await GatewayRig.StartAsync();
        using var socket = await rig.OpenAsync("/room?token=secret", options => options.AddSubProtocol("chat"));
        await GatewayRig.EchoAsync(socket, "hello");

        var (status, list) = await rig.AskAsync(HttpMethod.Get, "/connections");
        status.ShouldBe(200);
        var shown = list.EnumerateArray().ShouldHaveSingleItem();
        shown.GetProperty("route").GetString().ShouldBe("/");
        shown.GetProperty("path").GetString().ShouldBe("/room");
        shown.GetProperty("client").GetString().ShouldBe("127.0.0.1");
        shown.GetProperty("peer").GetString()!.ShouldStartWith("127.0.0.1:");
        shown.GetProperty("protocol").GetString().ShouldBe("HTTP/1.1");
        shown.GetProperty("subprotocol").GetString().ShouldBe("chat");
        shown.GetProperty("messages_up").GetInt64().ShouldBe(1);
        shown.GetProperty("bytes_down").GetInt64().ShouldBe("hello".Length + 2);
        $"{list}".ShouldNotContain("secret");

        var (_, one) = await rig.AskAsync(HttpMethod.Get, $"/connections/{shown.GetProperty("id")}");
        one.GetProperty("id").GetInt64().ShouldBe(shown.GetProperty("id").GetInt64());
    }

    [Fact]
    public async Task The_list_can_be_cut_down_to_a_route()
    {
        await using var rig = await GatewayRig.StartAsync(settings: settings => settings with
        {
            Routes = [settings.Routes[0], settings.Routes[0] with { Name = "the api", Path = "/api" }],
        });
        using var one = await rig.OpenAsync("/x");
        using var other = await rig.OpenAsync("/api/x");
        (await rig.AskAsync(HttpMethod.Get, "/connections")).Body.GetArrayLength().ShouldBe(2);
        var (_, list) = await rig.AskAsync(HttpMethod.Get, "/connections?route=the%20api");
        list.EnumerateArray().ShouldHaveSingleItem().GetProperty("path").GetString().ShouldBe("/api/x");
    }

    [Theory]
    [InlineData(null, 1008, "closed by the admin")]
    [InlineData("""{"code": 4000, "reason": "go \u00e9"}""", 4000, "go é")]
    [InlineData("""{"code": 1012}""", 1012, "closed by the admin")]
    public async Task A_socket_is_closed_with_a_code_and_a_reason(string? body, int code, string reason)
    {
        await using var rig = await GatewayRig.StartAsync();
        using var socket = await rig.OpenAsync();
        var id = (await rig.Log.NextAsync("socket-opened")).GetProperty("id");
        (await rig.AskAsync(HttpMethod.Delete, $"/connections/{id}", body)).Status.ShouldBe(202);
        (await GatewayRig.ReadCloseAsync(socket)).ShouldBe((code, reason));
        var closed = await rig.Log.NextAsync("socket-closed");
        closed.GetProperty("by").GetString().ShouldBe("admin");
        closed.GetProperty("code").GetInt32().ShouldBe(code);
        (await rig.AskAsync(HttpMethod.Get, $"/connections/{id}")).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("""{"code": 1005}""")]
    [InlineData("""{"code": 1006}""")]
    [InlineData("""{"code": 999}""")]
    [InlineData("""{"code": 5000}""")]
    [InlineData("""{"code": "4000"}""")]
    [InlineData("""{"code": 4000.5}""")]
    [InlineData("""{"reason": 5}""")]
    [InlineData("""{"reason": "éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé"}""")]
    [InlineData("""{"cod": 4000}""")]
    [InlineData("[]")]
    [InlineData("{")]
    public async Task What_cannot_be_said_is_refused_and_the_socket_lives(string body)
    {
        await using var rig = await GatewayRig.StartAsync();
        using var socket = await rig.OpenAsync();
        var id = (await rig.Log.NextAsync("socket-opened")).GetProperty("id");
        (await rig.AskAsync(HttpMethod.Delete, $"/connections/{id}", body)).Status.ShouldBe(400);
        (await GatewayRig.EchoAsync(socket, "still there")).ShouldBe("still there");
    }

    [Theory]
    [InlineData("/connections/77")]
    [InlineData("/connections/x")]
    [InlineData("/connections/-1")]
    [InlineData("/connections/99999999999999999999")]
    public async Task One_that_is_not_open_is_not_found(string path)
    {
        await using var rig = await GatewayRig.StartAsync();
        (await rig.AskAsync(HttpMethod.Get, path)).Status.ShouldBe(404);
        (await rig.AskAsync(HttpMethod.Delete, path)).Status.ShouldBe(404);
    }
}
