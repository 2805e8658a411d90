using System.Collections.Concurrent;
using Wayleave.Server.Serving;

namespace Wayleave.Server.Carry.Pages;

/// <summary>Says once of a route why its pages are left alone.</summary>
/// <param name="observer">Told of it.</param>
internal sealed class PageNotices(IGatewayObserver observer)
{
    private readonly ConcurrentDictionary<string, bool> _said = new();

    /// <summary>A page says <c>no-transform</c>.</summary>
    /// <param name="route">The route's name.</param>
    public void NoTransform(string route)
    {
        if (_said.TryAdd(route, true))
            observer.Notice(new GatewayNotice(true, $"pages of route {route} say Cache-Control: no-transform, so they get no script: take that out, or load {ClientScripts.CarryPath} in them"));
    }
}
