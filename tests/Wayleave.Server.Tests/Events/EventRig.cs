using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Wayleave.Server.Configuration;
using Wayleave.Server.Serving;
using Wayleave.Server.Tests.Serving;
using Wayleave.Server.Tests.Serving.Abuse;

namespace Wayleave.Server.Tests.Events;

/// <summary>A gateway with a route that gives a user's channel, a publisher, and clients.</summary>
internal sealed class EventRig : IAsyncDisposable
{
    private readonly Gateway _gateway;
    private readonly HttpClient _admin = new();

    private EventRig(Gateway gateway) => _gateway = gateway;

    /// <summary>The gateway.</summary>
    public Gateway Gateway => _gateway;

    /// <summary>Starts one.</summary>
    /// <param name="events">What all routes share.</param>
    /// <param name="options">What it may touch.</param>
    /// <param name="channels">What the path gives; by default a user's channel.</param>
    public static async Task<EventRig> StartAsync(EventSettings? events = null, GatewayOptions? options = null, params string[] channels) => new(await Gateway.StartAsync(
        new ServeSettings
        {
            Listen = [Served.Http],
            Admin = new AdminSettings(new IPEndPoint(IPAddress.Loopback, 0)),
            Events = events ?? new EventSettings(),
            Routes = [new RouteSettings { Name = "events", Path = "/ws/{user_id}", Destinations = [], Channels = channels.Length == 0 ? ["user:{user_id}:events"] : [.. channels] }],
        },
        options ?? new GatewayOptions { Log = TextWriter.Null }));

    /// <summary>Opens a socket.</summary>
    /// <param name="path">The path, with its query.</param>
    /// <param name="subprotocol">A subprotocol to offer; null: none.</param>
    public async Task<EventClient> OpenAsync(string path, string? subprotocol = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        if (subprotocol is not null)
            socket.Options.AddSubProtocol(subprotocol);
        using var limit = new CancellationTokenSource(RawClient.Bound);
        await socket.ConnectAsync(new Uri(_gateway.Urls[0].Replace("http", "ws", StringComparison.Ordinal) + path), limit.Token);
        return new EventClient(socket);
    }

    /// <summary>Publishes.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="json">The event.</param>
    /// <param name="key">An idempotency key; null: none.</param>
    /// <returns>The status, and the id, or what is wrong.</returns>
    public async Task<(int Status, string Said)> PublishAsync(string channel, string json, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{_gateway.AdminUrl}/channels/{Uri.EscapeDataString(channel)}")
        {
            Content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var answer = await _admin.SendAsync(request);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return ((int)answer.StatusCode, body.RootElement.GetProperty(answer.IsSuccessStatusCode ? "id" : "error").GetString()!);
    }

    /// <summary>Posts to the admin address.</summary>
    /// <param name="path">The path.</param>
    /// <param name="text">The body.</param>
    /// <param name="type">Its media type.</param>
    public async Task<(int Status, JsonElement Body)> PostAsync(string path, string text, string type = "application/json")
    {
        using var content = new StringContent(text, Encoding.UTF8, new MediaTypeHeaderValue(type));
        using var answer = await _admin.PostAsync(new Uri(_gateway.AdminUrl + path), content);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe(answer.IsSuccessStatusCode ? "application/json" : "application/problem+json");
        return ((int)answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.Clone());
    }

    /// <summary>Asks the admin address.</summary>
    /// <param name="path">The path.</param>
    public Task<string> AskAsync(string path) => _admin.GetStringAsync(new Uri(_gateway.AdminUrl + path));

    /// <summary>Deletes a channel.</summary>
    /// <param name="channel">The channel.</param>
    public async Task<int> DeleteAsync(string channel)
    {
        using var answer = await _admin.DeleteAsync(new Uri($"{_gateway.AdminUrl}/channels/{channel}"));
        return (int)answer.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        _admin.Dispose();
        await _gateway.DisposeAsync();
    }
}
