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
    private World(ServeSettings settings, ImmutableArray<RouteRun> runs)
    {
        (Settings, Runs, Routes, Own, Trust) = (settings, runs, new RouteTable(settings.Routes), new OwnRoutes(settings), new PeerTrust(settings.Trust));
        Carries = settings.Routes.Any(route => route.Carry.IsOn);
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
        var clusters = pool.Load(settings);
        return new World(settings, [.. settings.Routes.Select(route => new RouteRun(route, clusters[route.Name]))]);
    }
}
