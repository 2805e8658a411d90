using System.Collections.Immutable;

namespace Wayleave.Server.Configuration;

/// <summary>This gateway among several in front of the same apps: what comes here for a socket that another one carries is passed on to it.</summary>
public sealed record NodeSettings
{
    /// <summary>Its own name; null (default): one is made for the process.</summary>
    public string? Name { get; init; }

    /// <summary>The other gateways; none by default: then a page whose request goes astray starts anew.</summary>
    public ImmutableArray<OtherNode> Others { get; init; } = [];
}
