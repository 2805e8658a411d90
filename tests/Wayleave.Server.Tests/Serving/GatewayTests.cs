using System.Collections.Immutable;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using Wayleave.Server.Configuration;
using Wayleave.Server.Echo;
using Wayleave.Server.Serving;
using Wayleave.TestKit.Programs;

namespace Wayleave.Server.Tests.Serving;

public sealed class GatewayTests : IDisposable
{
    private readonly ScratchFolder _state = new("gateway");

    public void Dispose() => _state.Dispose();

    [Theory]
    [InlineData(false, "1.1")]
    [InlineData(true, "1.1")]
    [InlineData(true, "2.0")]
    [InlineData(false, "2.0")]
    public async Task A_socket_is_relayed(bool tls, string version)
    {
        await using var app = EchoServer.Start(new EchoOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0) });
        await using var gateway = await StartAsync(app.Url, tls);
        using var handler = new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true } };
        using var invoker = new HttpMessageInvoker(handler);
        using var socket = new ClientWebSocket();
        socket.Options.HttpVersion = Version.Parse(version);
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        await socket.ConnectAsync(new Uri(gateway.Urls[0].Replace("http", "ws") + "/any?x=1"), invoker, CancellationToken.None);

        await socket.SendAsync(Encoding.UTF8.GetBytes("hello"), WebSocketMessageType.Text, true, CancellationToken.None);
        var buffer = new byte[100];
        var got = await socket.ReceiveAsync(buffer, CancellationToken.None);
        Encoding.UTF8.GetString(buffer, 0, got.Count).ShouldBe("hello");
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", CancellationToken.None);
        socket.CloseStatusDescription.ShouldBe("bye");
    }

    [Theory]
    [InlineData(false, "1.1")]
    [InlineData(true, "1.1")]
    [InlineData(true, "2.0")]
    public async Task A_request_is_answered(bool tls, string version)
    {
        await using var app = EchoServer.Start(new EchoOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0) });
        await using var gateway = await StartAsync(app.Url, tls);
        using var handler = new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true } };
        using var client = new HttpClient(handler) { DefaultRequestVersion = Version.Parse(version), DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };

        var answer = await client.GetAsync(new Uri(gateway.Urls[0] + "/healthz"));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("X-Forwarded-For");
    }

    // As SignalR's client begins every connection.
    [Theory]
    [InlineData(false, "1.1")]
    [InlineData(true, "2.0")]
    public async Task A_type_without_a_body_is_passed_on(bool tls, string version)
    {
        await using var app = EchoServer.Start(new EchoOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0) });
        await using var gateway = await StartAsync(app.Url, tls);
        using var handler = new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true } };
        using var client = new HttpClient(handler) { DefaultRequestVersion = Version.Parse(version), DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };

        using var nothing = new StringContent("", Encoding.UTF8, "text/x-nothing");
        var answer = await client.PostAsync(new Uri(gateway.Urls[0] + "/healthz"), nothing);
        // The echo server's own answer to a POST, and not our 502.
        answer.StatusCode.ShouldBe(HttpStatusCode.UpgradeRequired);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("text/x-nothing");
    }

    private Task<Gateway> StartAsync(string app, bool tls) => Gateway.StartAsync(
        new ServeSettings
        {
            Listen = [new ListenSettings(tls, new IPEndPoint(IPAddress.Loopback, 0))],
            Admin = null,
            Tls = new TlsSettings { StateFolder = _state.Path },
            Routes = [new RouteSettings { Name = "/", Path = "/", Destinations = [new DestinationSettings(new Uri(app))] }],
        },
        new GatewayOptions { Log = TextWriter.Null });
}
