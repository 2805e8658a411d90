using System.Collections.Immutable;
using Wayleave.Server.Configuration;
using Wayleave.Server.Destinations;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Destinations;

/// <summary>Settings and destinations as short as a test wants them.</summary>
internal static class Some
{
    public static RouteSettings Route(params string[] urls) => Route(urls.Select(url => (url, 1)));

    public static RouteSettings Route(params IEnumerable<(string Url, int Weight)> destinations) => new()
    {
        Name = "/",
        Path = "/",
        Destinations = [.. destinations.Select(one => new DestinationSettings(new Uri(one.Url), one.Weight))],
    };

    public static ServeSettings Settings(params ImmutableArray<RouteSettings> routes) => new() { Routes = routes };

    public static Destination Destination(string url) =>
        new DestinationPool(new FakeTimeProvider()).Load(Settings(Route(url)))["/"].Destinations.Single();
}
