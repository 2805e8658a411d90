using Wayleave.Protocol.Relay;
using Wayleave.Server.Serving;
using Wayleave.Server.Tests.Serving.Abuse;

namespace Wayleave.Server.Tests.Serving.Matrix;

/// <summary>An open socket through a gateway of its own: both its ends.</summary>
internal sealed class OpenPair : IAsyncDisposable
{
    private readonly Gateway _gateway;
    private readonly SocketApp _listening;
    private readonly EndingObserver _observer;

    private OpenPair(Gateway gateway, SocketApp listening, EndingObserver observer, SocketClient client, RawClient app) =>
        (_gateway, _listening, _observer, Client, App) = (gateway, listening, observer, client, app);

    /// <summary>The client's end.</summary>
    public SocketClient Client { get; }

    /// <summary>The app's end.</summary>
    public RawClient App { get; }

    /// <summary>Opens one.</summary>
    /// <param name="carrier">What carries it to the gateway: <c>http</c>, <c>https</c>, <c>h2c</c> or <c>h2</c>.</param>
    /// <param name="time">The gateway's clock; null: the system's.</param>
    /// <param name="appTls">Whether the app speaks TLS.</param>
    public static async Task<OpenPair> OpenAsync(string carrier, TimeProvider? time = null, bool appTls = false)
    {
        var (observer, listening) = (new EndingObserver(), new SocketApp(appTls));
        var gateway = await Served.BeforeAsync(
            [listening.Url], settings => settings with { Listen = [carrier is "https" or "h2" ? Served.Https : Served.Http] },
            route => route with { VerifyTls = false },
            new GatewayOptions { Log = TextWriter.Null, Observer = observer, Time = time ?? TimeProvider.System });
        var opening = SocketClient.OpenAsync(gateway.Urls[0], carrier.StartsWith("h2", StringComparison.Ordinal));
        var app = await listening.OpenAsync();
        return new OpenPair(gateway, listening, observer, await opening, app);
    }

    /// <summary>How the gateway says that it ended.</summary>
    public Task<RelayEnding> EndingAsync() => _observer.Ending.WaitAsync(RawClient.Bound);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        App.Dispose();
        await _gateway.DisposeAsync();
        _listening.Dispose();
    }
}
