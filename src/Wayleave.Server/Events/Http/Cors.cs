using Microsoft.AspNetCore.Http;
using Wayleave.Server.Admission;
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
        string[] origins = [.. received.Request.Headers.All("Origin")];
        var list = received.Match.Route.Origins;
        // A page of this very Origin names none with a GET, and whoever else names none cannot read the answer, or is no browser.
        if (origins.Length == 0 || list.IsEmpty)
            return null;
        if (!OriginList.Admits(list, origins))
            return UpgradeRules.Origin(received);
        var headers = context.Response.Headers;
        headers.Vary = "Origin";
        headers.AccessControlAllowOrigin = origins[0];
        headers.AccessControlAllowCredentials = "true";
        if (!IsPreflight(received))
            return null;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        headers.AccessControlAllowMethods = "GET, POST";
        headers.AccessControlAllowHeaders = Headers;
        headers.AccessControlMaxAge = "600";
        return null;
    }

    /// <summary>Whether a browser asks what a page may ask.</summary>
    /// <param name="received">The request.</param>
    public static bool IsPreflight(Received received) =>
        HttpMethods.IsOptions(received.Request.Method) && received.Request.Headers.Contains("Access-Control-Request-Method") && received.Request.Headers.Contains("Origin") && !received.Match.Route.Origins.IsEmpty;
}
