using System.Net;
using System.Net.Http;
using System.Text.Json.Nodes;
using Wayleave.Conformance.Serve.Apps.Kinds;

namespace Wayleave.Conformance.Serve.Apps;

/// <summary>Jupyter Notebook: a kernel is started over its REST interface and asked over its socket.</summary>
[Collection<AppsCollection>]
public sealed class JupyterTests(AppsWorld world)
{
    private const string Session = "5e551011";

    // Jupyter checks the Origin of who logged in with a cookie, as a browser does, and not of who shows the token itself.
    [Theory]
    [InlineData("http", "ws", 1)]
    [InlineData("https", "wss", 2)]
    public async Task A_kernel_runs_1_plus_1(string scheme, string socketScheme, int version)
    {
        world.Needs("jupyter");
        var address = world.AddressOf("jupyter");
        var kernel = await StartKernelAsync(address, scheme);

        // It compares Origin with Host, so this opens only where the public Host has been kept.
        using var socket = await Caller.OpenAsync(
            address.Url(socketScheme, $"/api/kernels/{kernel}/channels?session_id={Session}"), address.Origin(socketScheme),
            version: new Version(version, version == 2 ? 0 : 1), cookie: await LogInAsync(address, scheme));
        await socket.SendAsync(Execute("1+1"));
        (await ResultAsync(socket)).ShouldBe("2");
        await socket.LeaveAsync();
    }

    [Fact]
    public async Task The_page_of_another_is_refused_as_before()
    {
        world.Needs("jupyter");
        var address = world.AddressOf("jupyter");
        var kernel = await StartKernelAsync(address, "http");
        var refused = await Should.ThrowAsync<System.Net.WebSockets.WebSocketException>(
            async () => await Caller.OpenAsync(
                address.Url("ws", $"/api/kernels/{kernel}/channels"), "https://elsewhere.example", cookie: await LogInAsync(address, "http")));
        refused.Message.ShouldContain("403");
    }

    private static async Task<string> LogInAsync(ServedAddress address, string scheme)
    {
        var (response, _) = await Caller.GetAsync(address.Url(scheme, $"/tree?token={JupyterApp.Token}"));
        return string.Join("; ", response.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
    }

    private static async Task<string> StartKernelAsync(ServedAddress address, string scheme)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address.Url(scheme, "/api/kernels"))
        {
            Headers = { { "Authorization", $"token {JupyterApp.Token}" } }, Content = new StringContent("""{"name":"python3"}"""),
        };
        var (response, body) = await Caller.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.Created, body);
        return (string)JsonNode.Parse(body)!["id"]!;
    }

    // https://jupyter-client.readthedocs.io/en/stable/messaging.html#execute
    private static string Execute(string code) => new JsonObject
    {
        ["channel"] = "shell",
        ["header"] = new JsonObject
        {
            ["msg_id"] = "ask", ["msg_type"] = "execute_request", ["username"] = "", ["session"] = Session, ["date"] = "2026-01-01T00:00:00Z", ["version"] = "5.3",
        },
        ["parent_header"] = new JsonObject(),
        ["metadata"] = new JsonObject(),
        ["content"] = new JsonObject { ["code"] = code, ["silent"] = false, ["store_history"] = true, ["allow_stdin"] = false },
    }.ToJsonString();

    private static async Task<string?> ResultAsync(System.Net.WebSockets.ClientWebSocket socket)
    {
        while (true)
        {
            var message = JsonNode.Parse(await socket.ReceiveTextAsync())!;
            if ((string?)message["msg_type"] == "execute_result")
                return (string?)message["content"]!["data"]!["text/plain"];
        }
    }
}
