using Wayleave.Protocol.Http;
using Wayleave.Server.Carry.Pages;
using Wayleave.Server.Destinations;
using Wayleave.Server.Serving;

namespace Wayleave.Server.Requests;

/// <summary>An ordinary request as an app gets it: all of it is decided, nothing is added on the way but what frames the body.</summary>
/// <param name="Received">What reception made of it.</param>
/// <param name="Destination">The destination chosen.</param>
/// <param name="Headers">The headers.</param>
/// <param name="SetCookie">A stickiness cookie for the answer; null: none.</param>
internal sealed record AppRequest(Received Received, Destination Destination, HeaderLines Headers, string? SetCookie)
{
    /// <summary>Looks at the answer, which may be a page that is changed on its way; null: it passes as it is.</summary>
    public PageAsk? Page { get; init; }

    /// <summary>The method.</summary>
    public string Method => Received.Request.Method;

    /// <summary>The target, as it goes out.</summary>
    public string Target { get; } = OutgoingRequests.TargetFor(Received, Destination);

    /// <summary>Whether the app's certificate is checked.</summary>
    public bool VerifyTls => Received.Match.Route.VerifyTls;
}
