using System.Net;
using Wayleave.Protocol.Http;
using Wayleave.Server.Configuration;
using Wayleave.Server.Serving;

namespace Wayleave.Server.Tests.Serving.Abuse;

/// <summary>A gateway before an app that answers as the row at hand says.</summary>
public sealed class AnswerWorld : IAsyncLifetime
{
    private Gateway? _gateway;

    public AnswerWorld() => App = new RecordingApp(Answer);

    internal RecordingApp App { get; }

    internal AnswerRow? Row { get; set; }

    /// <summary>Its address.</summary>
    public string Url => _gateway!.Urls[0];

    public async ValueTask InitializeAsync() => _gateway = await Gateway.StartAsync(
        new ServeSettings
        {
            Listen = [new ListenSettings(false, new IPEndPoint(IPAddress.Loopback, 0))],
            Admin = null,
            Routes = [new RouteSettings { Name = "/", Path = "/", Destinations = [new DestinationSettings(new Uri(App.Url))] }],
        },
        new GatewayOptions { Log = TextWriter.Null });

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
            await _gateway.DisposeAsync();
        await App.DisposeAsync();
    }

    private AppAnswer Answer(RequestHead request) =>
        request.Target is "/before" or "/after" || Row is not { } row ? RecordingApp.Polite(request) : new AppAnswer(row.Sends, row.Then);
}
