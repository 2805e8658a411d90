using Wayleave.Protocol.Handshake;
using Wayleave.Protocol.Http;
using Wayleave.Server.Admission;
using Wayleave.Server.Serving;

namespace Wayleave.Server.Upgrading;

/// <summary>Who may open a socket: what of a handshake, its page and its sender is refused, and in which words.</summary>
internal static class UpgradeRules
{
    /// <summary>The handshake's own rules.</summary>
    /// <param name="request">The request.</param>
    /// <returns>How it is refused; null if it is sound.</returns>
    public static Refusal? Handshake(RequestHead request)
    {
        var violation = HandshakeRequest.Check(request);
        return violation == HandshakeViolation.None ? null : new Refusal(violation.StatusCode(), violation.Describe())
        {
            // RFC 9110 §15.5.22 and RFC 6455 §4.4: a 426 says what would do.
            Lines = violation.StatusCode() switch
            {
                426 => [new("Upgrade", "websocket"), new("Sec-WebSocket-Version", "13")],
                405 => [new("Allow", "GET")],
                _ => HeaderLines.Empty,
            },
        };
    }

    /// <summary>Whether a socket is opened at the path at all.</summary>
    /// <param name="received">The request.</param>
    /// <returns>How it is refused; null if it is.</returns>
    public static Refusal? Place(Received received) =>
        received.Match.Own is null or OwnEndpoint.Events ? null : new Refusal(404, "no socket is opened there");

    /// <summary>Whether the page that asks may.</summary>
    /// <param name="received">The request.</param>
    /// <returns>How it is refused; null if it may.</returns>
    public static Refusal? Origin(Received received) =>
        OriginList.Admits(received.Match.Route.Origins, [.. received.Request.Headers.All("Origin")])
            ? null
            : new Refusal(403, "this Origin may not open a socket here")
            {
                Detail = $"Origin {received.Request.Headers.First("Origin") ?? "missing"} is not on the route's list",
            };

    /// <summary>How one more socket of an address is refused.</summary>
    /// <param name="outcome">Which limit it is.</param>
    /// <param name="wait">When it may try again.</param>
    public static Refusal TooMany(AdmissionOutcome outcome, TimeSpan wait) =>
        new(429, outcome == AdmissionOutcome.TooFast ? "too many sockets opened in a short time" : "too many open sockets")
        {
            Lines = Refusal.After(wait),
        };
}
