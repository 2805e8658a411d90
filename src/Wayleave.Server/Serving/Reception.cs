using Wayleave.Protocol.Http;
using Wayleave.Server.Forwarding;
using Wayleave.Server.Listening;
using Wayleave.Server.Routing;
using Wayleave.Server.Upgrading;

namespace Wayleave.Server.Serving;

/// <summary>What every request passes first, whatever it wants and whichever way it came.</summary>
internal static class Reception
{
    /// <summary>(1) the peer may connect, (2) the request is sound, (3) who asks, (4) which route it takes.</summary>
    /// <param name="world">The world that it sees.</param>
    /// <param name="connection">The connection that it came on.</param>
    /// <param name="method">The method.</param>
    /// <param name="target">The raw target.</param>
    /// <param name="version">The version.</param>
    /// <param name="headers">The headers.</param>
    /// <param name="connectProtocol"><c>:protocol</c> of an extended CONNECT, else null.</param>
    /// <param name="received">The request where the answer is null.</param>
    /// <returns>How it is refused; null if it is not.</returns>
    public static Refusal? Receive(
        World world, ClientConnection connection, string method, string target, RequestVersion version, HeaderLines headers,
        string? connectProtocol, out Received? received)
    {
        received = null;
        if (!world.Trust.Admits(connection.PeerAddress))
            return new Refusal(403, "this address is only served through its edge") { Detail = $"{connection.PeerAddress} is no trusted proxy" };

        var violation = RequestGuard.Check(method, target, version, headers, connectProtocol, out var request);
        if (violation != GuardViolation.None)
            return Of(violation);

        var client = ClientIdentity.Of(connection.PeerAddress, connection.Tls, connection.LocalPort, request!, world.Trust);
        if (world.Own.Find(request!.Target) is { } own)
        {
            received = new Received(request, client, own.Match, own.Run);
            return null;
        }

        var outcome = world.Routes.Find(client.Host ?? "", request.Target, out var match);
        if (outcome != RouteOutcome.Found)
            return outcome == RouteOutcome.NotFound ? new Refusal(404, "no route leads there") : Of(GuardViolation.AmbiguousPath);
        received = new Received(request, client, match!, world.Runs[match!.Index]);
        return null;
    }

    /// <summary>How a request with a flaw is refused.</summary>
    /// <param name="violation">The flaw.</param>
    public static Refusal Of(GuardViolation violation) => new(violation.StatusCode(), violation.Describe())
    {
        Lines = violation.StatusCode() == 405 ? [new("Allow", GuardViolations.Allow)] : HeaderLines.Empty,
    };
}
