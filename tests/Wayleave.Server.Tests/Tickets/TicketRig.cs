using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Wayleave.Server.Configuration;
using Wayleave.Server.Serving;
using Wayleave.Server.Tests.Events;
using Wayleave.Server.Tests.Serving;
using Wayleave.Server.Tests.Serving.Abuse;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Tickets;

/// <summary>A gateway with guarded routes before an app that writes down what it gets, a clock that stands, and a log.</summary>
internal sealed class TicketRig : IAsyncDisposable
{
    /// <summary>The admin key.</summary>
    public const string Key = "the-key-of-the-admin";

    private TicketRig(Gateway gateway, RecordingApp app, FakeTimeProvider time, LogCatcher log)
    {
        (Gateway, App, Time, Log) = (gateway, app, time, log);
        Public = new HttpClient { BaseAddress = new Uri(gateway.Urls[0]), Timeout = RawClient.Bound };
        Admin = new HttpClient { BaseAddress = new Uri(gateway.AdminUrl!), Timeout = RawClient.Bound };
        Admin.DefaultRequestHeaders.Authorization = new("Bearer", Key);
    }

    public Gateway Gateway { get; }

    public RecordingApp App { get; }

    public FakeTimeProvider Time { get; }

    public LogCatcher Log { get; }

    public HttpClient Public { get; }

    public HttpClient Admin { get; }

    /// <summary>Starts one.</summary>
    /// <param name="tickets">How tickets are minted, given the app's URL.</param>
    /// <param name="settings">What else is set.</param>
    /// <param name="script">What the app answers.</param>
    public static async Task<TicketRig> StartAsync(
        Func<string, TicketSettings>? tickets = null, Func<ServeSettings, ServeSettings>? settings = null, Func<Wayleave.Protocol.Http.RequestHead, AppAnswer>? script = null)
    {
        var (app, time, log) = (new RecordingApp(script), new FakeTimeProvider(), new LogCatcher());
        var auth = new AuthSettings();
        var wanted = new ServeSettings
        {
            Listen = [Served.Http],
            Admin = new AdminSettings(new IPEndPoint(IPAddress.Loopback, 0)) { Key = Key },
            Events = new EventSettings { Tickets = tickets?.Invoke(app.Url) ?? new TicketSettings() },
            Routes =
            [
                new RouteSettings { Name = "user", Path = "/ws/{user_id}", Destinations = [], Channels = ["user:{user_id}:events"], Auth = auth },
                new RouteSettings { Name = "chat", Path = "/chat/{id}", Destinations = [], Channels = ["chat:{id}"], Auth = auth with { Subject = null } },
                new RouteSettings { Name = "strict", Path = "/strict/{user_id}", Destinations = [], Channels = ["user:{user_id}:events"], Auth = auth with { Refuse = RefusalForm.Http } },
                new RouteSettings { Name = "open", Path = "/open", Destinations = [], Channels = ["news"] },
                new RouteSettings { Name = "app", Path = "/app", Destinations = [new DestinationSettings(new Uri(app.Url))], Auth = auth },
                new RouteSettings { Name = "/", Path = "/", Destinations = [new DestinationSettings(new Uri(app.Url))] },
            ],
        };
        return new TicketRig(
            await Gateway.StartAsync(settings?.Invoke(wanted) ?? wanted, new GatewayOptions { Log = log, Time = time, Environment = _ => null }), app, time, log);
    }

    /// <summary>Has the admin mint a ticket.</summary>
    /// <param name="body">What is asked for.</param>
    public async Task<string> MintAsync(string body = """{"sub":"7"}""")
    {
        var (status, answer) = await AskAdminAsync("/tickets", body);
        status.ShouldBe(201);
        return answer.GetProperty("ticket").GetString()!;
    }

    /// <summary>Posts to the admin address.</summary>
    /// <param name="path">The path.</param>
    /// <param name="body">The body.</param>
    public async Task<(int Status, JsonElement Body)> AskAdminAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await Admin.PostAsync(path, content);
        return ((int)answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }

    /// <summary>Publishes.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="json">The event.</param>
    /// <returns>The id.</returns>
    public async Task<string> PublishAsync(string channel, string json)
    {
        var (status, body) = await AskAdminAsync($"/channels/{channel}", json);
        status.ShouldBe(201);
        return body.GetProperty("id").GetString()!;
    }

    /// <summary>Opens a socket.</summary>
    /// <param name="path">The path, with its query.</param>
    /// <param name="options">How.</param>
    public async Task<EventClient> OpenAsync(string path, Action<ClientWebSocketOptions>? options = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        options?.Invoke(socket.Options);
        using var limit = new CancellationTokenSource(RawClient.Bound);
        await socket.ConnectAsync(new Uri(Gateway.Urls[0].Replace("http", "ws", StringComparison.Ordinal) + path), limit.Token);
        return new EventClient(socket);
    }

    /// <summary>Opens a socket that is refused.</summary>
    /// <param name="path">The path, with its query.</param>
    /// <param name="options">How.</param>
    /// <returns>The close and its reason; and why, as the log has it.</returns>
    public async Task<(string Close, string Why)> RefusedAsync(string path, Action<ClientWebSocketOptions>? options = null)
    {
        using var client = await OpenAsync(path, options);
        var close = await client.NextAsync();
        return (close, (await Log.NextAsync("upgrade-refused")).GetProperty("why").GetString()!);
    }

    public async ValueTask DisposeAsync()
    {
        Public.Dispose();
        Admin.Dispose();
        await Gateway.DisposeAsync();
        await App.DisposeAsync();
    }
}
