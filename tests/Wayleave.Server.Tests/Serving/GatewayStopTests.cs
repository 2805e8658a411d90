using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace Wayleave.Server.Tests.Serving;

public sealed class GatewayStopTests
{
    private const string Request = "GET /healthz HTTP/1.1\r\nHost: app.example\r\n\r\n";
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task With_nothing_open_it_ends_at_once()
    {
        await using var running = await RunningGateway.StartAsync();
        await running.Gateway.StopAsync(TimeSpan.FromHours(1)).WaitAsync(s_limit);
    }

    [Fact]
    public async Task A_connection_that_is_kept_alive_and_idle_does_not_hold_it_up()
    {
        await using var running = await RunningGateway.StartAsync();
        using var idle = await running.ConnectAsync();
        await idle.SendAsync(Encoding.ASCII.GetBytes(Request));
        (await idle.ReceiveAsync(new byte[100])).ShouldBeGreaterThan(0);
        await running.Gateway.StopAsync(TimeSpan.FromHours(1)).WaitAsync(s_limit);
    }

    [Fact]
    public async Task A_connection_whose_head_came_in_pieces_does_not_either()
    {
        await using var running = await RunningGateway.StartAsync();
        using var socket = await running.ConnectAsync();
        await socket.SendAsync(Encoding.ASCII.GetBytes(Request[..20]));
        // The answer to another shows that the piece has been seen.
        (await running.GetAsync(0, "/healthz")).ShouldBe(HttpStatusCode.OK);
        await socket.SendAsync(Encoding.ASCII.GetBytes(Request[20..].Replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")));
        (await RunningGateway.ReadAsync(socket)).ShouldStartWith("HTTP/1.1 200");
        await running.Gateway.StopAsync(TimeSpan.FromHours(1)).WaitAsync(s_limit);
    }

    [Theory]
    [InlineData(0, "1.1")]
    [InlineData(1, "1.1")]
    [InlineData(1, "2.0")]
    public async Task Open_sockets_are_told_1012_and_then_it_ends(int index, string version)
    {
        await using var running = await RunningGateway.StartAsync();
        using var socket = await running.OpenAsync(index, version);
        var stopping = running.Gateway.StopAsync(TimeSpan.FromSeconds(1));
        (await RunningGateway.CloseAsync(socket)).ShouldBe(1012);
        await stopping.WaitAsync(s_limit);
    }

    [Fact]
    public async Task Whoever_waits_to_be_accepted_is_served_and_told_that_it_was_the_last_time()
    {
        for (var round = 0; round < 5; round++)
        {
            await using var running = await RunningGateway.StartAsync();
            var sockets = new List<Socket>();
            for (var i = 0; i < 20; i++)
            {
                var socket = await running.ConnectAsync();
                await socket.SendAsync(Encoding.ASCII.GetBytes(Request));
                sockets.Add(socket);
            }

            var stopping = running.Gateway.StopAsync(TimeSpan.FromHours(1));
            foreach (var socket in sockets)
            {
                (await RunningGateway.ReadAsync(socket)).ShouldStartWith("HTTP/1.1 200 OK");
                socket.Dispose();
            }

            await stopping.WaitAsync(s_limit);
        }
    }

    [Fact]
    public async Task Once_it_stops_an_answer_is_the_last_of_its_connection_and_it_is_not_ready()
    {
        await using var running = await RunningGateway.StartAsync();
        using var held = await running.OpenAsync();
        using var late = await running.ConnectAsync();
        // Half a request: it is a newcomer still, and is waited for.
        await late.SendAsync("GET /.wayleave/healthz HTTP/1.1\r\n"u8.ToArray());
        var stopping = running.Gateway.StopAsync(TimeSpan.FromSeconds(1));
        await late.SendAsync("Host: app.example\r\n\r\n"u8.ToArray());
        var answer = await RunningGateway.ReadAsync(late);
        answer.ShouldStartWith("HTTP/1.1 503");
        answer.ShouldContain("Connection: close");
        await RunningGateway.CloseAsync(held);
        await stopping.WaitAsync(s_limit);
    }

    [Fact]
    public async Task Where_another_process_goes_on_it_stays_ready()
    {
        await using var running = await RunningGateway.StartAsync();
        using var held = await running.OpenAsync();
        using var late = await running.ConnectAsync();
        await late.SendAsync("GET /.wayleave/healthz HTTP/1.1\r\n"u8.ToArray());
        var stopping = running.Gateway.StopAsync(TimeSpan.FromSeconds(1), succeeded: true);
        await late.SendAsync("Host: app.example\r\n\r\n"u8.ToArray());
        (await RunningGateway.ReadAsync(late)).ShouldStartWith("HTTP/1.1 200");
        await RunningGateway.CloseAsync(held);
        await stopping.WaitAsync(s_limit);
    }

    [Fact]
    public async Task Told_to_be_hard_it_cuts_off_what_is_left()
    {
        await using var running = await RunningGateway.StartAsync();
        using var socket = await running.OpenAsync();
        using var hard = new CancellationTokenSource();
        var stopping = running.Gateway.StopAsync(TimeSpan.FromHours(1), hard: hard.Token);
        // It is told, and does not answer.
        (await socket.ReceiveAsync(new byte[100], CancellationToken.None)).MessageType.ShouldBe(WebSocketMessageType.Close);
        stopping.IsCompleted.ShouldBeFalse();
        await hard.CancelAsync();
        await stopping.WaitAsync(s_limit);
        await running.Log.HoldingAsync("cuts off 1 sockets");
    }

    [Fact]
    public async Task A_reload_that_comes_after_the_stop_is_rejected()
    {
        await using var running = await RunningGateway.StartAsync();
        await running.Gateway.StopAsync(TimeSpan.Zero);
        (await running.Gateway.ReloadAsync(running.Settings)).IsApplied.ShouldBeFalse();
        await running.Gateway.StopAsync(TimeSpan.Zero);
    }
}
