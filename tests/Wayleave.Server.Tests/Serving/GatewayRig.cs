using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Wayleave.Server.Configuration;
using Wayleave.Server.Echo;
using Wayleave.Server.Serving;

namespace Wayleave.Server.Tests.Serving;

/// <summary>A gateway in front of an echo, with its admin address and its log.</summary>
internal sealed class GatewayRig : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly EchoServer _app;

    private GatewayRig(EchoServer app, Gateway gateway, LogCatcher log)
    {
        (_app, Gateway, Log) = (app, gateway, log);
        Public = new HttpClient { BaseAddress = new Uri(gateway.Urls[0]), Timeout = s_patience };
        Admin = new HttpClient { BaseAddress = gateway.AdminUrl is { } url ? new Uri(url) : null, Timeout = s_patience };
    }

    public Gateway Gateway { get; }

    public LogCatcher Log { get; }

    public HttpClient Public { get; }

    public HttpClient Admin { get; }

    public string AppUrl => _app.Url;

    public static async Task<GatewayRig> StartAsync(
        TimeProvider? time = null, Func<ServeSettings, ServeSettings>? settings = null, Func<GatewayOptions, GatewayOptions>? options = null)
    {
        var app = EchoServer.Start(new EchoOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0) });
        var log = new LogCatcher();
        var wanted = new ServeSettings
        {
            Listen = [new ListenSettings(false, new IPEndPoint(IPAddress.Loopback, 0))],
            Admin = new AdminSettings(new IPEndPoint(IPAddress.Loopback, 0)),
            Routes = [new RouteSettings { Name = "/", Path = "/", Destinations = [new DestinationSettings(new Uri(app.Url))] }],
        };
        var touch = new GatewayOptions { Log = log, Time = time ?? TimeProvider.System, Environment = _ => null };
        var gateway = await Gateway.StartAsync(settings?.Invoke(wanted) ?? wanted, options?.Invoke(touch) ?? touch);
        return new GatewayRig(app, gateway, log);
    }

    public async Task<ClientWebSocket> OpenAsync(string path = "/room?token=secret", Action<ClientWebSocketOptions>? options = null)
    {
        var socket = new ClientWebSocket();
        options?.Invoke(socket.Options);
        using var limit = new CancellationTokenSource(s_patience);
        await socket.ConnectAsync(new Uri(Gateway.Urls[0].Replace("http", "ws") + path), limit.Token);
        return socket;
    }

    public static async Task<string> EchoAsync(ClientWebSocket socket, string text)
    {
        using var limit = new CancellationTokenSource(s_patience);
        await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, limit.Token);
        var buffer = new byte[16 * 1024];
        var got = await socket.ReceiveAsync(buffer, limit.Token);
        return Encoding.UTF8.GetString(buffer, 0, got.Count);
    }

    public static async Task<(int Code, string Reason)> ReadCloseAsync(ClientWebSocket socket)
    {
        using var limit = new CancellationTokenSource(s_patience);
        (await socket.ReceiveAsync(new byte[100], limit.Token)).MessageType.ShouldBe(WebSocketMessageType.Close);
        await socket.CloseOutputAsync(socket.CloseStatus!.Value, socket.CloseStatusDescription, limit.Token);
        return ((int)socket.CloseStatus!.Value, socket.CloseStatusDescription ?? "");
    }

    public static Task CloseAsync(ClientWebSocket socket) => socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", CancellationToken.None).WaitAsync(s_patience);

    public async Task<(int Status, JsonElement Body)> AskAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await Admin.SendAsync(request);
        var answered = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        answer.Content.Headers.ContentType?.MediaType.ShouldBe(answered.ValueKind == JsonValueKind.Object && answered.TryGetProperty("error", out _) ? "application/problem+json" : "application/json");
        return ((int)answer.StatusCode, answered);
    }

    public async ValueTask DisposeAsync()
    {
        Public.Dispose();
        Admin.Dispose();
        await Gateway.DisposeAsync();
        await _app.DisposeAsync();
    }
}
