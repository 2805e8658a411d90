using System.Net;
using Wayleave.Server.Configuration;
using Wayleave.Server.Serving;
using Wayleave.Server.Tests.Serving.Abuse;

namespace Wayleave.Server.Tests.Serving;

/// <summary>Gateways as tests need them.</summary>
internal static class Served
{
    /// <summary>An http listener on a free port.</summary>
    public static ListenSettings Http { get; } = new(false, new IPEndPoint(IPAddress.Loopback, 0));

    /// <summary>An https listener on a free port.</summary>
    public static ListenSettings Https { get; } = new(true, new IPEndPoint(IPAddress.Loopback, 0));

    /// <summary>Starts one that sends everything to these destinations.</summary>
    /// <param name="destinations">The destinations.</param>
    /// <param name="settings">What else is set.</param>
    /// <param name="route">What else is set of the route.</param>
    /// <param name="options">What it may touch.</param>
    public static Task<Gateway> BeforeAsync(
        IEnumerable<string> destinations, Func<ServeSettings, ServeSettings>? settings = null, Func<RouteSettings, RouteSettings>? route = null,
        GatewayOptions? options = null)
    {
        var whole = new RouteSettings { Name = "/", Path = "/", Destinations = [.. destinations.Select(url => new DestinationSettings(new Uri(url)))] };
        var served = new ServeSettings
        {
            Listen = [Http], Admin = null, Routes = [route?.Invoke(whole) ?? whole],
            Tls = new TlsSettings { StateFolder = Path.Combine(AppContext.BaseDirectory, "served-state") },
        };
        return Gateway.StartAsync(settings?.Invoke(served) ?? served, options ?? new GatewayOptions { Log = TextWriter.Null });
    }

    /// <summary>Sends a request over a connection of its own.</summary>
    /// <param name="url">Where to.</param>
    /// <param name="request">The bytes.</param>
    /// <returns>The answer; null: none came.</returns>
    public static async Task<(Wayleave.Protocol.Http.ResponseHead Head, string Body)?> AskAsync(string url, string request)
    {
        using var client = await RawClient.ConnectAsync(url);
        await client.SendAsync(request);
        return await client.AnswerAsync();
    }

    /// <summary>The status of the answer; 0: none came.</summary>
    /// <param name="url">Where to.</param>
    /// <param name="request">The bytes.</param>
    public static async Task<int> StatusAsync(string url, string request) => (await AskAsync(url, request))?.Head.StatusCode ?? 0;
}
