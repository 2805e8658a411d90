using System.Net;
using Wayleave.Server.Listening;
using Wayleave.Server.Routing;

namespace Wayleave.Server.Serving;

/// <summary>Where an ordinary request over plain http is sent, if it is to be.</summary>
/// <remarks>
/// The loops that redirects are known for: an edge that speaks http to us for a client that speaks https (it says so, and is believed
/// where it is trusted), and an upgrade, whose redirect no browser follows. Neither is redirected.
/// </remarks>
internal static class HttpsRedirect
{
    /// <summary>The https address of the same; null: no redirect.</summary>
    /// <param name="world">The world.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="received">The request; no upgrade.</param>
    public static string? For(World world, ClientConnection connection, Received received)
    {
        var settings = world.Settings;
        if (!settings.Tls.Redirect || connection.Tls || received.Client.Scheme == "https" || received.Request.Host is not { } host)
            return null;
        // An edge that we do not know may speak for an https client all the same: its word is not believed, but then neither is there a
        // way to tell the loop from a redirect that is wanted. So whoever says https is not redirected.
        if (received.Request.Headers.Tokens("X-Forwarded-Proto").Contains("https", StringComparer.OrdinalIgnoreCase))
            return null;
        var port = settings.Listen.FirstOrDefault(listen => listen.Tls)?.EndPoint.Port ?? 443;
        return $"https://{Authority.Write(host.Host, port is 443 or 0 ? null : port)}{received.Request.Target}";
    }
}
