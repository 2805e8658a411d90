using System.Net;
using Wayleave.Server.Configuration;
using Wayleave.Server.Serving;

namespace Wayleave.Server.Tests.Serving.Abuse;

/// <summary>A gateway on http and https before a recording app, for all rows of a class.</summary>
public sealed class AbuseWorld : IAsyncLifetime
{
    private readonly string _state = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private Gateway? _gateway;

    internal RecordingApp App { get; } = new();

    /// <summary>Its addresses: http, https.</summary>
    public string this[bool tls] => _gateway!.Urls[tls ? 1 : 0];

    public async ValueTask InitializeAsync() => _gateway = await Gateway.StartAsync(
        new ServeSettings
        {
            Listen = [new ListenSettings(false, new IPEndPoint(IPAddress.Loopback, 0)), new ListenSettings(true, new IPEndPoint(IPAddress.Loopback, 0))],
            Admin = null,
            Tls = new TlsSettings { StateFolder = _state },
            Routes =
            [
                new RouteSettings { Name = "/", Path = "/", Destinations = [new DestinationSettings(new Uri(App.Url))] },
                // Whatever gets here has got past a route that it should not have.
                new RouteSettings { Name = "admin", Path = "/admin", Destinations = [new DestinationSettings(new Uri("http://127.0.0.1:1"))] },
            ],
        },
        new GatewayOptions { Log = TextWriter.Null });

    /// <summary>Stops the gateway, and with it all its connections to the app.</summary>
    public ValueTask StopAsync() => _gateway!.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
            await _gateway.DisposeAsync();
        await App.DisposeAsync();
        if (Directory.Exists(_state))
            Directory.Delete(_state, recursive: true);
    }
}
