using Wayleave.Server.Destinations;
using Wayleave.Server.Serving;

namespace Wayleave.Server.Requests.Http1;

/// <summary>What makes one connection to an app as good as another.</summary>
/// <param name="Host">The app's host.</param>
/// <param name="Port">Its port.</param>
/// <param name="ServerName">The name asked for in TLS; null without TLS.</param>
/// <param name="VerifyTls">Whether its certificate was checked.</param>
internal readonly record struct LinkKey(string Host, int Port, string? ServerName, bool VerifyTls)
{
    /// <summary>What a request needs.</summary>
    /// <param name="request">The request.</param>
    public static LinkKey Of(AppRequest request)
    {
        var destination = request.Destination;
        return destination.Tls
            ? new(destination.Host, destination.Port, OutgoingRequests.ServerName(request.Received, destination), request.VerifyTls)
            : new(destination.Host, destination.Port, null, false);
    }
}
