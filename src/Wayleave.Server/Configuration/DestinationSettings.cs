using Wayleave.Protocol.Edges;

namespace Wayleave.Server.Configuration;

/// <summary>One app instance.</summary>
/// <param name="Url">Its address: <c>http://</c> or <c>https://</c>, host and port; a path is put before the request's. Ordinary requests go over HTTP/1.1; over HTTP/2 at <c>h2://</c> (with TLS) and <c>h2c://</c> (without).</param>
/// <param name="Weight">Its share, 1 to 1000. Default 1.</param>
public sealed record DestinationSettings(Uri Url, int Weight = 1)
{
    /// <summary>Whether what stands there finds its tenant by Host: known tunnels, platforms, gateways, static hosts and edges.</summary>
    /// <remarks>Load balancers are left out: they route by Host as well, but to rules that are written for the public name.</remarks>
    internal bool RoutesByHost { get; } = ProviderSuffixes.Find(Url.IdnHost) is
    {
        Kind: ProviderKind.Tunnel or ProviderKind.Platform or ProviderKind.ApiGateway or ProviderKind.Static or ProviderKind.Edge
    };
}
