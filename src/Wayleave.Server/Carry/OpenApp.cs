using Wayleave.Protocol.Http;
using Wayleave.Server.Forwarding;
using Wayleave.Server.Listening;
using Wayleave.Server.Upgrading;

namespace Wayleave.Server.Carry;

/// <summary>Opens a socket at an app, as for any client.</summary>
/// <param name="head">The handshake.</param>
/// <param name="version">The version that it came in.</param>
/// <param name="connection">The connection that it came on.</param>
/// <param name="client">How to answer.</param>
/// <returns>What ends when the socket does.</returns>
internal delegate Task<Task> OpenApp(RequestHead head, RequestVersion version, ClientConnection connection, IUpgradeClient client);
