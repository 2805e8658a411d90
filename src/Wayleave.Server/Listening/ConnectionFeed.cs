using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace Wayleave.Server.Listening;

/// <summary>Connections on their way to Kestrel: it takes this for a listener.</summary>
/// <param name="endPoint">The address that they came in on.</param>
internal sealed class ConnectionFeed(EndPoint endPoint) : IConnectionListener
{
    // What waits here is bounded by the count of connections.
    private readonly Channel<ConnectionContext> _connections = Channel.CreateUnbounded<ConnectionContext>(new() { SingleReader = true });

    /// <inheritdoc/>
    public EndPoint EndPoint => endPoint;

    /// <summary>Hands a connection over.</summary>
    /// <param name="connection">The connection.</param>
    /// <returns>False if nobody takes them any more.</returns>
    public bool TryAdd(ConnectionContext connection) => _connections.Writer.TryWrite(connection);

    /// <summary>Says that no more will come.</summary>
    public void Complete() => _connections.Writer.TryComplete();

    /// <inheritdoc/>
    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return await _connections.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        Complete();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => UnbindAsync(CancellationToken.None);
}
