using System.Net.Sockets;

namespace Wayleave.Server.Destinations.Dialling;

/// <summary>The connection below an app's TLS; it remembers that its end was read.</summary>
/// <param name="socket">The connection; owned from here on.</param>
internal sealed class AppTcpStream(Socket socket) : NetworkStream(socket, ownsSocket: true)
{
    /// <summary>Whether the app's FIN was read.</summary>
    public bool HasEnded { get; private set; }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await base.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        // An empty buffer only waits.
        HasEnded |= count == 0 && !buffer.IsEmpty;
        return count;
    }
}
