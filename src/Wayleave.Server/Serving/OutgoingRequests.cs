using Wayleave.Protocol.Http;
using Wayleave.Server.Configuration;
using Wayleave.Server.Destinations;
using Wayleave.Server.Forwarding;
using Wayleave.Server.Routing;
using Wayleave.Server.Telemetry;
using Wayleave.Server.Upgrading;

namespace Wayleave.Server.Serving;

/// <summary>Makes what an app gets out of what came.</summary>
/// <param name="pseudonym">This process's name in Via.</param>
internal sealed class OutgoingRequests(string pseudonym)
{
    /// <summary>The handshake for an app.</summary>
    /// <param name="received">The request.</param>
    /// <param name="request">Its head, as it counts.</param>
    /// <param name="destination">The destination chosen.</param>
    /// <param name="version">The version that it came in.</param>
    /// <param name="style">Which forwarded headers the app gets.</param>
    /// <returns>The head, or how the request is refused.</returns>
    public (RequestHead? Head, Refusal? Refusal) ForUpgrade(
        Received received, RequestHead request, Destination destination, RequestVersion version, ForwardedStyle style)
    {
        var violation = OutgoingHeaders.BuildUpgrade(request.Headers, ContextOf(received, destination, version, style), out var headers);
        return violation == GuardViolation.None
            ? (request with { Target = TargetFor(received, destination), Headers = Tracing.PassOn(headers) }, null)
            : (null, Reception.Of(violation));
    }

    /// <summary>The headers of an ordinary request for an app.</summary>
    /// <param name="received">The request.</param>
    /// <param name="destination">The destination chosen.</param>
    /// <param name="version">The version that it came in.</param>
    /// <param name="style">Which forwarded headers the app gets.</param>
    /// <returns>The headers, or how the request is refused.</returns>
    public (HeaderLines? Headers, Refusal? Refusal) ForRequest(Received received, Destination destination, RequestVersion version, ForwardedStyle style)
    {
        var violation = OutgoingHeaders.Build(received.Request.Headers, ContextOf(received, destination, version, style), out var headers);
        return violation == GuardViolation.None ? (Tracing.PassOn(headers), null) : (null, Reception.Of(violation));
    }

    /// <summary>The target that an app is asked for.</summary>
    /// <param name="received">The request.</param>
    /// <param name="destination">The destination chosen.</param>
    public static string TargetFor(Received received, Destination destination) =>
        TargetRewrite.Apply(received.Request.Target, received.Match.Route, destination.Settings);

    /// <summary>The name to ask an app for in TLS; empty: none, since it goes by an address.</summary>
    /// <param name="received">The request.</param>
    /// <param name="destination">The destination chosen.</param>
    public static string ServerName(Received received, Destination destination)
    {
        var settings = destination.Settings;
        return HostChoice.SniFor(HostChoice.For(received.Client, received.Match.Route.Host, settings), settings) ?? destination.Host;
    }

    private OutgoingContext ContextOf(Received received, Destination destination, RequestVersion version, ForwardedStyle style) =>
        new(received.Client, version, received.Match.Route.Host, destination.Settings, style, pseudonym) { HidesCarryCookie = received.Run.HidesCarryCookie };
}
