using System.Net;

namespace Wayleave.Server.Destinations.Balancing;

/// <summary>What a choice may depend on.</summary>
internal readonly struct PickRequest
{
    /// <summary>The client's address, as trusted proxies tell it; null if it is not known.</summary>
    public IPAddress? Client { get; init; }

    /// <summary>Whether the client came over https, as trusted proxies tell it: a cookie is then for https alone.</summary>
    public bool Secure { get; init; }

    /// <summary>The value of the cookie that <see cref="Cluster.StickyCookie"/> names; null if there is none.</summary>
    public string? StickyValue { get; init; }

    /// <summary>The value of a header, a cookie or a query's member; null if there is none. Only needed where <see cref="Cluster.NeedsValues"/>.</summary>
    public Func<HashSource, string, string?>? Value { get; init; }
}
