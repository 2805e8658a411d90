using Wayleave.Protocol.Http;
using Wayleave.Server.Forwarding;
using Wayleave.Server.Listening;
using Wayleave.Server.Serving;

namespace Wayleave.Server.Upgrading;

/// <summary>A handshake under way.</summary>
/// <param name="World">The world that it sees.</param>
/// <param name="Received">What reception made of it.</param>
/// <param name="Request">The request as it counts.</param>
/// <param name="Version">The version that it came in.</param>
/// <param name="Connection">The connection that it came on.</param>
/// <param name="Client">How to answer.</param>
internal sealed record Opening(
    World World, Received Received, RequestHead Request, RequestVersion Version, ClientConnection Connection, IUpgradeClient Client);
