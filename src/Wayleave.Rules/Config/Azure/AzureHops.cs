using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Azure;

/// <summary>The hops that a template describes.</summary>
internal static class AzureHops
{
    /// <summary>Each gateway, the routes of each profile of Front Door, each container app.</summary>
    public static ImmutableArray<Hop> Of(AzureTemplate template) =>
    [
        .. template.Of("Microsoft.Cdn/profiles/afdEndpoints/routes").Take(1).Select(route => new FrontDoorHop(template, route.At)),
        .. template.Of("Microsoft.Network/applicationGateways").Select(gateway => new AppGatewayHop(template, gateway)),
        .. template.Of("Microsoft.App/containerApps").Where(app => template.Known(app.Properties.Find("configuration", "ingress")) is DataMap).Select(app => new ContainerAppHop(template, app)),
    ];

    /// <summary>The socket paths among patterns as Azure writes them: <c>/ws/*</c>.</summary>
    /// <param name="patterns">The patterns.</param>
    public static ImmutableArray<SocketPath> Sockets(IEnumerable<DataScalar> patterns) =>
        [.. patterns.Select(pattern => new SocketPath(pattern.Value.TrimEnd('*'), SocketPathFrom.File, pattern.At)).Where(path => path.Path.StartsWith('/') && SocketPathNames.Says(path.Path))];

    /// <summary>How well a pattern takes a path: how much of it is fixed; null if it does not take it.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="path">The path.</param>
    public static int? Fit(string pattern, string path)
    {
        if (!pattern.EndsWith('*')) return pattern.TrimEnd('/').Equals(path.TrimEnd('/'), StringComparison.OrdinalIgnoreCase) ? path.Length + 1 : null;
        string start = pattern[..^1];
        // /ws/* takes /ws too.
        return path.StartsWith(start, StringComparison.OrdinalIgnoreCase) || (path + "/").Equals(start, StringComparison.OrdinalIgnoreCase) ? start.Length : null;
    }
}
