using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Wayleave.Server.Listening;

/// <summary>Kestrel's transport here: the sockets are bound and accepted by <see cref="Acceptor"/>, Kestrel gets what is left for it.</summary>
internal sealed class FeedTransport : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    /// <inheritdoc/>
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        new(((FeedEndPoint)endpoint).Feed);

    /// <inheritdoc/>
    public bool CanBind(EndPoint endpoint) => endpoint is FeedEndPoint;
}
