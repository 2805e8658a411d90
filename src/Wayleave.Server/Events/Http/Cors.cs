using Microsoft.AspNetCore.Http;
using Wayleave.Server.Admission;
using Wayleave.Server.Routing;
using Wayleave.Server.Serving;
using Wayleave.Server.Upgrading;

namespace Wayleave.Server.Events.Http;

/// <summary>Which pages of other Origins may read what we answer: those that the route lists, with their cookies.</summary>
/// <remarks>
/// Where a route lists none, sockets may come from anywhere, but no other page may read an answer: with cookies, that would open to any page what
/// the user may see.
/// </remarks>
/// <seealso href="https://fetch.spec.whatwg.org/#http-cors-protocol">CORS</seealso>
internal static class Cors
{
    private const string Headers = "Authorization, Content-Type, Last-Event-ID, Cache-Control";

    /// <summary>Puts on an answer what its page needs to read it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="received">What reception made of it.</param>
    /// <returns>How the request is refused; null if it is not.</returns>
    public static Refusal? Answer(HttpContext context, Received received)
    {
        if (!OriginList.IsListed(received.Match.Readers, received.Request.Headers))
            // A page of this very Origin names none with a GET, and whoever else names none cannot read the answer, or is no browser.
            return IsOwn(received) || received.Match.Route.Origins.IsEmpty ? null : UpgradeRules.Origin(received);
        var headers = context.Response.Headers;
        headers.Vary = "Origin";
        headers.AccessControlAllowOrigin = received.Request.Headers.First("Origin");
        headers.AccessControlAllowCredentials = "true";
        if (!IsPreflight(received))
            return null;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        headers.AccessControlAllowMethods = "GET, POST";
        headers.AccessControlAllowHeaders = Headers;
        headers.AccessControlMaxAge = "600";
        return null;
    }

    /// <summary>Whether a browser asks what a page may ask, and may be told.</summary>
    /// <param name="received">The request.</param>
    public static bool IsPreflight(Received received) =>
        HttpMethods.IsOptions(received.Request.Method) && received.Request.Headers.Contains("Access-Control-Request-Method")
        && OriginList.IsListed(received.Match.Readers, received.Request.Headers);

    /// <summary>Whether no page of another Origin asks: one of this host's does, or none.</summary>
    /// <param name="received">The request.</param>
    /// <remarks>The scheme is left out: a proxy in front may have taken TLS off, and need not be believed.</remarks>
    public static bool IsOwn(Received received)
    {
        string[] origins = [.. received.Request.Headers.All("Origin")];
        return origins.Length == 0
            || (origins is [var only] && Uri.TryCreate(only, UriKind.Absolute, out var page) && Authority.TryParse(received.Client.Host ?? "", out var host)
                && Authority.TryParse(page.Authority, out var its) && its.Host == host.Host && (its.Port ?? Port(page)) == (host.Port ?? Port(page)));
    }

    private static int Port(Uri page) => page.Scheme == "https" ? 443 : 80;
}
