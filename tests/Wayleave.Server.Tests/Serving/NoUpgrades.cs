using Wayleave.Protocol.Http;
using Wayleave.Server.Listening;
using Wayleave.Server.Upgrading;

namespace Wayleave.Server.Tests.Serving;

/// <summary>Takes handshakes and does nothing with them.</summary>
internal sealed class NoUpgrades : IUpgradeTaker
{
    public Task<Task> TakeAsync(RequestHead head, ClientConnection connection, IUpgradeClient client) => Task.FromResult(Task.CompletedTask);

    public Task<Task> RefuseAsync(HttpViolation violation, ClientConnection connection, IUpgradeClient client) => Task.FromResult(Task.CompletedTask);
}
