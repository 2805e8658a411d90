using Wayleave.Protocol.Http;
using Wayleave.Server.Forwarding;
using Wayleave.Server.Listening;
using Wayleave.Server.Serving;
using Wayleave.Server.Tickets;

namespace Wayleave.Server.Upgrading;

/// <summary>A handshake under way.</summary>
/// <param name="World">The world that it sees.</param>
/// <param name="Received">What reception made of it.</param>
/// <param name="Request">The request as it counts.</param>
/// <param name="Version">The version that it came in.</param>
/// <param name="Connection">The connection that it came on.</param>
/// <param name="Client">How to answer.</param>
internal sealed record Opening(
    World World, Received Received, RequestHead Request, RequestVersion Version, ClientConnection Connection, IUpgradeClient Client)
{
    /// <summary>Who was let in; null: nobody was asked.</summary>
    public Admitted? Admitted { get; init; }

    /// <summary>The subprotocol that is to be agreed on where nothing else is; null: none.</summary>
    public string? Subprotocol { get; init; }

    /// <summary>The same with another request.</summary>
    /// <param name="received">The request.</param>
    public Opening With(Received received) => this with { Received = received, Request = Request with { Target = received.Request.Target, Headers = received.Request.Headers } };
}
