using System.Collections.Immutable;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Wayleave.Server.Configuration;
using Wayleave.Server.Echo;
using Wayleave.Server.Serving;
using Wayleave.TestKit.Programs;

namespace Wayleave.Server.Tests.Serving;

/// <summary>A gateway in this process, in front of an echo server.</summary>
internal sealed class RunningGateway : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    private readonly ScratchFolder _state = new("gateway");
    private readonly EchoServer _app = EchoServer.Start(new EchoOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0) });

    private RunningGateway() => Settings = new ServeSettings
    {
        Listen = [Listen(tls: false), Listen(tls: true)],
        Tls = new TlsSettings { StateFolder = _state.Path },
        Routes = [Route("/")],
        Admin = null,
    };

    /// <summary>The gateway.</summary>
    public Gateway Gateway { get; private set; } = null!;

    /// <summary>What it serves at first: two addresses, the second with TLS, and all paths.</summary>
    public ServeSettings Settings { get; }

    /// <summary>What it wrote.</summary>
    public LogCatcher Log { get; } = new();

    /// <summary>Starts it.</summary>
    /// <param name="change">Changes what it serves at first.</param>
    public static async Task<RunningGateway> StartAsync(Func<ServeSettings, ServeSettings>? change = null)
    {
        var running = new RunningGateway();
        running.Gateway = await Gateway.StartAsync(
            (change ?? (settings => settings))(running.Settings), new GatewayOptions { Log = running.Log });
        return running;
    }

    /// <summary>A free port of the loopback address.</summary>
    public static ListenSettings Listen(bool tls) => new(tls, new IPEndPoint(IPAddress.Loopback, 0));

    /// <summary>A route to the app.</summary>
    public RouteSettings Route(string path) => new() { Name = path, Path = path, Destinations = [new DestinationSettings(new Uri(_app.Url))] };

    /// <summary>Connects to an address of the gateway.</summary>
    public async Task<Socket> ConnectAsync(int index = 0)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, new Uri(Gateway.Urls[index]).Port);
        return socket;
    }

    /// <summary>Asks for a page.</summary>
    public async Task<HttpStatusCode> GetAsync(int index, string path, Action<HttpRequestMessage>? change = null)
    {
        using var client = new HttpMessageInvoker(Handler());
        using var request = new HttpRequestMessage(HttpMethod.Get, Gateway.Urls[index] + path);
        change?.Invoke(request);
        using var limit = new CancellationTokenSource(s_limit);
        using var answer = await client.SendAsync(request, limit.Token);
        return answer.StatusCode;
    }

    /// <summary>Opens a WebSocket and sees that it answers.</summary>
    public async Task<ClientWebSocket> OpenAsync(int index = 0, string version = "1.1")
    {
        var socket = new ClientWebSocket();
        socket.Options.HttpVersion = Version.Parse(version);
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        using var limit = new CancellationTokenSource(s_limit);
        await socket.ConnectAsync(new Uri(Gateway.Urls[index].Replace("http", "ws") + "/ws"), new HttpMessageInvoker(Handler()), limit.Token);
        await EchoAsync(socket);
        return socket;
    }

    /// <summary>Sees that a WebSocket answers.</summary>
    public static async Task EchoAsync(ClientWebSocket socket)
    {
        using var limit = new CancellationTokenSource(s_limit);
        await socket.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, true, limit.Token);
        var buffer = new byte[100];
        var got = await socket.ReceiveAsync(buffer, limit.Token);
        Encoding.UTF8.GetString(buffer, 0, got.Count).ShouldBe("hello");
    }

    /// <summary>Waits for the close of a WebSocket, and answers it.</summary>
    public static async Task<int?> CloseAsync(ClientWebSocket socket)
    {
        using var limit = new CancellationTokenSource(s_limit);
        await socket.ReceiveAsync(new byte[100], limit.Token);
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", limit.Token);
        return (int?)socket.CloseStatus;
    }

    /// <summary>Receives until the end of the stream.</summary>
    public static async Task<string> ReadAsync(Socket socket)
    {
        using var limit = new CancellationTokenSource(s_limit);
        using var all = new MemoryStream();
        await using var stream = new NetworkStream(socket);
        await stream.CopyToAsync(all, limit.Token);
        return Encoding.Latin1.GetString(all.ToArray());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await _app.DisposeAsync();
        _state.Dispose();
        await Log.DisposeAsync();
    }

    private static SocketsHttpHandler Handler() => new()
    {
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true },
    };
}
