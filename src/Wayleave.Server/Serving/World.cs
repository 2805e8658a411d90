using System.Collections.Frozen;
using System.Collections.Immutable;
using Wayleave.Protocol.Events;
using Wayleave.Server.Configuration;
using Wayleave.Server.Destinations;
using Wayleave.Server.Forwarding;
using Wayleave.Server.Routing;

namespace Wayleave.Server.Serving;

/// <summary>One load of the settings and what is built from it: immutable, swapped whole, so that a request sees one world.</summary>
internal sealed class World
{
    private World(ServeSettings settings, bool carries, ImmutableArray<RouteRun> runs, FrozenDictionary<string, (RouteMatch Match, RouteRun Run)> nodes)
    {
        Nodes = nodes;
        (Settings, Runs, Routes, Own, Trust) = (settings, runs, new RouteTable(settings.Routes), new OwnRoutes(settings), new PeerTrust(settings.Trust));
        Carries = carries;
        Channels = [.. settings.Routes.SelectMany(route => route.Channels).Select(text => ChannelTemplate.TryParse(text, out var template, out _) ? template : null).OfType<ChannelTemplate>()];
    }

    /// <summary>The settings.</summary>
    public ServeSettings Settings { get; }

    /// <summary>The routes as requests find them.</summary>
    public RouteTable Routes { get; }

    /// <summary>Our own paths.</summary>
    public OwnRoutes Own { get; }

    /// <summary>What runs behind each route, in the order of the settings.</summary>
    public ImmutableArray<RouteRun> Runs { get; }

    /// <summary>The channels that routes give.</summary>
    public ImmutableArray<ChannelTemplate> Channels { get; }

    /// <summary>The other gateways in front of the same apps, by their names: what is passed on to one goes as to an app.</summary>
    public FrozenDictionary<string, (RouteMatch Match, RouteRun Run)> Nodes { get; }

    /// <summary>Whom the settings trust.</summary>
    public PeerTrust Trust { get; }

    /// <summary>Whether a route carries its sockets.</summary>
    public bool Carries { get; }

    /// <summary>Whether a route gives a channel.</summary>
    /// <param name="channel">A valid name.</param>
    public bool Gives(string channel) => Channels.Any(template => template.Pattern.Matches(channel));

    /// <summary>Builds it; what destinations there are already is kept.</summary>
    /// <param name="settings">The settings, valid.</param>
    /// <param name="pool">The destinations.</param>
    public static World Build(ServeSettings settings, DestinationPool pool)
    {
        ImmutableArray<RouteSettings> nodes = [.. settings.Nodes.Others.Select(RouteTo)];
        var clusters = pool.Load(settings with { Routes = [.. settings.Routes, .. nodes] });
        var carries = settings.Routes.Any(route => route.Carry.IsOn);
        var runs = settings.Routes.Select(route => new RouteRun(route, clusters[route.Name]) { HidesCarryCookie = carries });
        return new World(settings, carries, [.. runs], settings.Nodes.Others.Zip(nodes).ToFrozenDictionary(
            each => each.First.Name,
            each => (new RouteMatch(-1, each.Second, ImmutableDictionary<string, string>.Empty), new RouteRun(each.Second, clusters[each.Second.Name]))));
    }

    // The other one routes it anew, by the host that the page has asked; its own keep-alive and limits are for the socket.
    private static RouteSettings RouteTo(OtherNode node) => new()
    {
        Name = $"node {node.Name}", Path = "/", Destinations = [new DestinationSettings(node.Url)], Host = new HostPolicy(HostKind.Keep),
        KeepAlive = new KeepAliveSettings { Client = null, App = null },
    };
}
