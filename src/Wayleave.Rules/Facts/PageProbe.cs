using System.Collections.Immutable;

namespace Wayleave.Rules.Facts;

/// <summary>A page read for the sockets that it opens. Name: <c>page</c>.</summary>
public sealed record PageProbe : Probe
{
    /// <summary>The sockets found.</summary>
    public ImmutableArray<DiscoveredSocket> Sockets { get; init; } = [];

    /// <summary>The values of the Content-Security-Policy headers and meta elements.</summary>
    public ImmutableArray<string> ContentSecurityPolicies { get; init; } = [];

    /// <summary>True if Cloudflare's Rocket Loader rewrites the page's scripts.</summary>
    public bool RocketLoader { get; init; }

    /// <summary>True if the page registers a service worker.</summary>
    public bool ServiceWorker { get; init; }

    /// <summary>The application recognised by the page (<c>streamlit</c>, <c>jupyter</c>, …); null if none.</summary>
    public string? App { get; init; }
}
