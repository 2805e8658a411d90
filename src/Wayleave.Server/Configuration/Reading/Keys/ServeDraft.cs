using System.Collections.Immutable;
using System.Net;

namespace Wayleave.Server.Configuration.Reading.Keys;

/// <summary>The settings while they are read: with what the top of the file says for all routes.</summary>
/// <param name="Settings">The settings so far.</param>
/// <param name="Defaults">What a route is before its keys are read.</param>
internal sealed record ServeDraft(ServeSettings Settings, RouteSettings Defaults)
{
    /// <summary>The networks of <c>trusted_proxies:</c>, without those of the edges.</summary>
    public ImmutableArray<IPNetwork> Proxies { get; init; } = [];

    /// <summary>Before any key is read.</summary>
    public static ServeDraft Initial { get; } = new(new ServeSettings(), new RouteSettings { Name = "", Path = "", Destinations = [] });

    /// <summary>The draft that would be read as those settings.</summary>
    public static ServeDraft Of(ServeSettings settings) => Initial with { Settings = settings, Proxies = settings.Trust.Networks };
}
