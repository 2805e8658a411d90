using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Wayleave.Server.Configuration;
using Wayleave.Server.Serving;

namespace Wayleave.Conformance.Events;

/// <summary>A gateway that gives users' channels over a Redis, in this process.</summary>
internal sealed class EventNode : IAsyncDisposable
{
    private readonly HttpClient _admin = new();
    private readonly Gateway _gateway;

    private EventNode(Gateway gateway) => _gateway = gateway;

    /// <summary>Where clients reach it: <c>http://…</c>.</summary>
    public string Url => _gateway.Urls[0];

    /// <summary>Starts one.</summary>
    /// <param name="store">The store's URL.</param>
    /// <param name="events">What all routes share; heartbeats come each second by default.</param>
    /// <param name="log">Where its log goes; null: nowhere.</param>
    public static async Task<EventNode> StartAsync(string store, EventSettings? events = null, TextWriter? log = null) => new(await Gateway.StartAsync(
        new ServeSettings
        {
            Listen = [new ListenSettings(false, new IPEndPoint(IPAddress.Loopback, 0))],
            Admin = new AdminSettings(new IPEndPoint(IPAddress.Loopback, 0)),
            Store = store,
            Events = events ?? new EventSettings { Heartbeat = TimeSpan.FromSeconds(1) },
            Routes =
            [
                new RouteSettings { Name = "events", Path = "/ws/{user_id}", Destinations = [], Channels = ["user:{user_id}:events"] },
                new RouteSettings { Name = "both", Path = "/both/{user_id}", Destinations = [], Channels = ["user:{user_id}:events", "{user_id}:x"] },
            ],
        },
        new GatewayOptions { Log = log ?? TextWriter.Null }));

    /// <summary>Opens a socket that speaks in envelopes, and reads its hello.</summary>
    /// <param name="path">The path, with its query.</param>
    public async Task<EventReader> OpenAsync(string path)
    {
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        using var limit = new CancellationTokenSource(EventReader.Limit);
        await socket.ConnectAsync(new Uri($"{_gateway.Urls[0].Replace("http", "ws", StringComparison.Ordinal)}{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}v=1"), limit.Token);
        var reader = new EventReader(socket);
        (await reader.NextAsync()).ShouldStartWith("hello");
        return reader;
    }

    /// <summary>Publishes to a user's channel.</summary>
    /// <param name="user">The user.</param>
    /// <param name="json">The event.</param>
    /// <param name="key">A key; null: none.</param>
    /// <returns>The status, and the id or what is wrong.</returns>
    public async Task<(int Status, string Said)> PublishAsync(string user, string json, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{_gateway.AdminUrl}/channels/user:{user}:events") { Content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var answer = await _admin.SendAsync(request);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return ((int)answer.StatusCode, body.RootElement.GetProperty(answer.IsSuccessStatusCode ? "id" : "error").GetString()!);
    }

    /// <summary>Deletes a user's channel.</summary>
    /// <param name="user">The user.</param>
    public async Task DeleteAsync(string user)
    {
        using var answer = await _admin.DeleteAsync(new Uri($"{_gateway.AdminUrl}/channels/user:{user}:events"));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>The ids in a user's history.</summary>
    /// <param name="user">The user.</param>
    public async Task<string[]> HistoryAsync(string user)
    {
        using var body = JsonDocument.Parse(await _admin.GetStringAsync(new Uri($"{_gateway.AdminUrl}/channels/user:{user}:events/history?limit=1000")));
        return [.. body.RootElement.GetProperty("events").EnumerateArray().Select(each => each.GetProperty("id").GetString()!)];
    }

    /// <summary>How many follow a user's channel at all nodes, and how many nodes did not say.</summary>
    /// <param name="user">The user.</param>
    public async Task<(int Subscribers, int SilentNodes)> CountAsync(string user)
    {
        using var body = JsonDocument.Parse(await _admin.GetStringAsync(new Uri($"{_gateway.AdminUrl}/channels/user:{user}:events")));
        return (body.RootElement.GetProperty("subscribers").GetInt32(), body.RootElement.GetProperty("silent_nodes").GetInt32());
    }

    public async ValueTask DisposeAsync()
    {
        _admin.Dispose();
        await _gateway.DisposeAsync();
    }
}
