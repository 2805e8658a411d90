using Wayleave.Protocol.Http;
using Wayleave.Server.Upgrading;

namespace Wayleave.Server.Listening;

/// <summary>Takes connections whose first request wants a WebSocket, and those whose first bytes are no request.</summary>
internal interface IUpgradeTaker
{
    /// <summary>Serves the request: opens a socket or answers.</summary>
    /// <param name="head">The request.</param>
    /// <param name="connection">What is known of the connection.</param>
    /// <param name="client">How to answer.</param>
    /// <returns>What ends when the socket does; ended already if none was opened.</returns>
    Task<Task> TakeAsync(RequestHead head, ClientConnection connection, IUpgradeClient client);

    /// <summary>Refuses what is no request.</summary>
    /// <param name="violation">What is wrong with it.</param>
    /// <param name="connection">What is known of the connection.</param>
    /// <param name="client">How to answer.</param>
    /// <returns>What ends when the socket does; ended already if none was opened.</returns>
    Task<Task> RefuseAsync(HttpViolation violation, ClientConnection connection, IUpgradeClient client);
}
