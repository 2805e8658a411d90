using System.Net;
using System.Net.Sockets;
using System.Text;
using Wayleave.Server.Configuration;
using Wayleave.Server.Destinations.Dialling;
using Wayleave.Server.Destinations.Health;
using Wayleave.Server.Destinations.Naming;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Destinations.Health;

public sealed class HealthProbeTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(10));
    private readonly FakeTimeProvider _time = new();
    private readonly HealthProbe _probe;

    public HealthProbeTests()
    {
        _probe = new HealthProbe(new AppDialler(new Names(NameSources.OfThisMachine(), _time), _time), _time);
        _listener.Start();
    }

    public void Dispose()
    {
        _probe.Dispose();
        _listener.Dispose();
        _limit.Dispose();
    }

    private Task<HealthResult> CheckAsync() => _probe.CheckAsync(
        new HealthTarget(Some.Destination($"http://{_listener.LocalEndpoint}/base/"), new HealthSettings { Path = "/health?deep=1" }, "app.test", true), CancellationToken.None);

    private async Task<string> ReadHeadAsync(TcpClient client)
    {
        var head = new StringBuilder();
        var buffer = new byte[1024];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            head.Append(Encoding.ASCII.GetString(buffer, 0, await client.GetStream().ReadAsync(buffer, _limit.Token)));
        return head.ToString();
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(204, true)]
    [InlineData(302, true)]
    [InlineData(399, true)]
    [InlineData(400, false)]
    [InlineData(503, false)]
    public async Task The_answers_status_tells(int status, bool healthy)
    {
        var checking = CheckAsync();
        using var client = await _listener.AcceptTcpClientAsync(_limit.Token);
        var head = await ReadHeadAsync(client);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status} X\r\nLocation: http://192.0.2.1/\r\nContent-Length: 0\r\n\r\n"), _limit.Token);

        (await checking).ShouldBe(new HealthResult(healthy, $"GET /health?deep=1 answers {status}"));
        head.ShouldStartWith("GET /base/health?deep=1 HTTP/1.1\r\n");
        head.ShouldContain("\r\nHost: app.test\r\n");
        head.ShouldContain("\r\nUser-Agent: wayleave-health\r\n");
    }

    [Fact]
    public async Task Each_check_opens_a_connection_of_its_own()
    {
        for (var i = 0; i < 2; i++)
        {
            var checking = CheckAsync();
            using var client = await _listener.AcceptTcpClientAsync(_limit.Token);
            await ReadHeadAsync(client);
            await client.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), _limit.Token);
            (await checking).IsHealthy.ShouldBeTrue();
        }
    }

    [Fact]
    public async Task An_answer_that_does_not_come_in_time_is_a_failure()
    {
        var checking = CheckAsync();
        using var client = await _listener.AcceptTcpClientAsync(_limit.Token);
        await ReadHeadAsync(client);
        _time.Advance(TimeSpan.FromSeconds(5));
        (await checking).ShouldBe(new HealthResult(false, "GET /health?deep=1: no answer within 5 s"));
    }

    [Fact]
    public async Task A_dial_that_fails_is_told_in_the_diallers_words()
    {
        var where = _listener.LocalEndpoint.ToString();
        _listener.Stop();
        (await _probe.CheckAsync(new HealthTarget(Some.Destination($"http://{where}"), new HealthSettings { Path = "/" }, "app.test", true), CancellationToken.None))
            .ShouldBe(new HealthResult(false, $"GET /: {where}: connection refused"));
    }
}
