using System.Net;
using Wayleave.Protocol.Edges;
using Wayleave.Server.Configuration;

namespace Wayleave.Cli.Demo;

/// <summary>How the demo's gateway is set: as <c>wayleave serve --to URL --edge cloudflare</c>, for an edge that runs on this machine.</summary>
internal static class DemoSettings
{
    /// <summary>The settings.</summary>
    /// <param name="app">The app.</param>
    /// <param name="stateFolder">Where its certificate lies: not among the user's own.</param>
    public static ServeSettings Of(Uri app, string stateFolder) => new()
    {
        Listen = [new ListenSettings(Tls: true, new IPEndPoint(IPAddress.Loopback, 0))],
        Tls = new TlsSettings { StateFolder = stateFolder },
        // The edge's published ranges are not where the demo's edge sits.
        Trust = new TrustSettings { Edges = ["cloudflare"], EdgeNetworks = [new EdgeRange("cloudflare", IPNetwork.Parse("127.0.0.0/8"))] },
        Admin = null,
        Routes =
        [
            new RouteSettings
            {
                Name = "/", Path = "/", Destinations = [new DestinationSettings(app)],
                // Oftener than by default, since this edge is 50 times as quick to cut as the real one.
                KeepAlive = new KeepAliveSettings { Client = TimeSpan.FromSeconds(1) },
            },
        ],
    };
}
