using System.Net;
using Wayleave.Server.Echo;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Echo;

public sealed class EchoDeadlineTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_request_that_does_not_come_whole_is_refused_at_the_deadline()
    {
        await using var server = EchoServer.Start(new EchoOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0), Time = _time });
        using var peer = await EchoPeer.ConnectAsync(server);
        await peer.SendAsync("GET / HT"u8.ToArray());
        await _time.WaitForTimerAsync();
        _time.Advance(TimeSpan.FromSeconds(10));
        (await peer.ReadHeadAsync()).StatusCode.ShouldBe(408);
    }

    [Fact]
    public async Task An_open_socket_has_no_deadline()
    {
        await using var server = EchoServer.Start(new EchoOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0), Time = _time });
        using var peer = await EchoPeer.ConnectAsync(server);
        await peer.OpenAsync();
        _time.Advance(TimeSpan.FromDays(1));
        await peer.SendAsync([0x89, 0x80, 0, 0, 0, 0]);
        (await peer.ReadAsync(2)).ShouldBe([0x8A, 0]);
        peer.Dispose();
    }
}
