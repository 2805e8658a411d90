using System.Net;
using Wayleave.Server.Configuration;
using Wayleave.Server.Routing;

namespace Wayleave.Server.Forwarding;

/// <summary>Which Host an app sees, and the TLS server name that goes with it.</summary>
/// <remarks>
/// The public Host is kept where nothing speaks against it: apps compare Origin with it (Tornado, Streamlit, Jupyter), build links from
/// it and check it against a list. Tunnels, platforms and gateways find their tenant by it, so they get their own name.
/// </remarks>
internal static class HostChoice
{
    /// <summary>The value of Host.</summary>
    /// <param name="client">Who asks.</param>
    /// <param name="policy">The route's policy.</param>
    /// <param name="destination">The destination chosen.</param>
    public static string For(ClientIdentity client, HostPolicy policy, DestinationSettings destination) => policy.Kind switch
    {
        HostKind.Named when policy.Name is { } name => name,
        HostKind.Upstream => Own(destination.Url),
        HostKind.Auto when destination.RoutesByHost => Own(destination.Url),
        _ => client.Host ?? Own(destination.Url),
    };

    /// <summary>
    /// The TLS server name: the host in Host, since a server that serves several names answers 421 where the two differ. Where Host is an
    /// address, which SNI cannot say (RFC 6066 §3), the destination's name; null where that is an address too: then none is sent.
    /// </summary>
    /// <param name="host">The value of Host, as <see cref="For"/> gives it.</param>
    /// <param name="destination">The destination.</param>
    public static string? SniFor(string host, DestinationSettings destination) =>
        Authority.TryParse(host, out var authority) && !IPAddress.TryParse(authority.Host, out _) ? authority.Host
        : destination.Url.HostNameType == UriHostNameType.Dns ? destination.Url.IdnHost.TrimEnd('.')
        : null;

    private static string Own(Uri url) => Authority.Write(url.IdnHost, url.IsDefaultPort || url.Port < 0 ? null : url.Port);
}
