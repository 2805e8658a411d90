using Wayleave.Server.Configuration;

namespace Wayleave.Server.Destinations.Health;

/// <summary>What is checked and how. Two that are equal are one loop that a reload leaves running.</summary>
/// <param name="Destination">The destination.</param>
/// <param name="Settings">When, where and how often.</param>
/// <param name="Host">The Host to send, and the name of TLS.</param>
/// <param name="VerifyTls">Whether the certificate is checked.</param>
internal sealed record HealthTarget(Destination Destination, HealthSettings Settings, string Host, bool VerifyTls)
{
    /// <summary>Those of a load: every destination of every route that wants checks.</summary>
    /// <param name="routes">The routes.</param>
    /// <param name="destinations">A route's destinations.</param>
    public static IEnumerable<HealthTarget> Of(IEnumerable<RouteSettings> routes, Func<RouteSettings, IEnumerable<Destination>> destinations) =>
        routes.SelectMany(route => route.Health is not { } settings
            ? []
            : destinations(route).Select(destination => new HealthTarget(destination, settings, settings.Host ?? HostFor(route, destination), route.VerifyTls)));

    /// <summary>
    /// The Host of a check that is not told one, and has no client to keep one of: the name that the route gives; else, where the app sees the public
    /// one, the first that the route answers to (many an app refuses hosts that it does not know); else the destination's own.
    /// </summary>
    private static string HostFor(RouteSettings route, Destination destination) => route.Host switch
    {
        { Kind: HostKind.Named, Name: { } name } => name,
        { Kind: HostKind.Keep } when route.Hosts.FirstOrDefault(host => !host.StartsWith('*')) is { } known => known,
        _ => destination.Http2 ? $"{destination.Url.IdnHost}:{destination.Port}" : destination.Url.Authority,
    };
}
