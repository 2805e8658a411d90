using System.Net;
using System.Net.WebSockets;
using System.Text;
using Wayleave.Server.Configuration;
using Wayleave.Server.Serving;

namespace Wayleave.Cli.Tests.Ticket;

public sealed class TicketCommandTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly Terminal _terminal = new();

    [Fact]
    public async Task It_prints_a_ticket_that_opens_a_socket_for_its_time()
    {
        await using var gateway = await StartAsync();
        (await _terminal.RunAsync("ticket", "42", "--channels", "news", "user:42:*", "--expires-in", "1h", "--admin", gateway.AdminUrl!, "--key", "the-key-of-the-admin")).ShouldBe(0);
        _terminal.Error.ShouldBe("");
        _terminal.Output.ShouldMatch("^[A-Za-z0-9_-]{43}\n$");
        using var limit = new CancellationTokenSource(s_patience);
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"{gateway.Urls[0].Replace("http", "ws")}/ws?v=1&ticket={_terminal.Output.Trim()}"), limit.Token);
        var buffer = new byte[1000];
        var got = await socket.ReceiveAsync(buffer, limit.Token);
        Encoding.UTF8.GetString(buffer, 0, got.Count).ShouldContain("\"type\":\"hello\"");
    }

    [Theory]
    [InlineData("--channels", "a*", "--channels: 'a*': * stands for a whole part between colons; write * instead of a*")]
    [InlineData("--expires-in", "60", "--expires-in: '60' is no duration from 1s to 30d")]
    [InlineData("--expires-in", "31d", "--expires-in: '31d' is no duration from 1s to 30d")]
    [InlineData("--admin", "http://", "--admin: 'http://' is no address; write 127.0.0.1:9180")]
    public async Task What_is_wrong_is_said_before_anything_is_sent(string option, string value, string error)
    {
        (await _terminal.RunAsync("ticket", "42", option, value)).ShouldBe(2);
        _terminal.Error.ShouldStartWith($"wayleave ticket: {error}");
    }

    private static Task<Gateway> StartAsync() => Gateway.StartAsync(
        new ServeSettings
        {
            Listen = [new ListenSettings(false, new IPEndPoint(IPAddress.Loopback, 0))],
            Admin = new AdminSettings(new IPEndPoint(IPAddress.Loopback, 0)) { Key = "the-key-of-the-admin" },
            Routes = [new RouteSettings { Name = "events", Path = "/ws", Destinations = [], Channels = ["news"], Auth = new AuthSettings() }],
        },
        new GatewayOptions { Log = TextWriter.Null });
}
