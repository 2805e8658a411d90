using System.Net.Sockets;

namespace Wayleave.Server.Relaying;

/// <summary>A plain TCP connection.</summary>
/// <param name="socket">The socket; owned from here on.</param>
internal sealed class SocketEnd(Socket socket) : ITunnelEnd
{
    /// <inheritdoc/>
    public ValueTask<int> ReceiveAsync(Memory<byte> buffer) => socket.ReceiveAsync(buffer, SocketFlags.None);

    /// <inheritdoc/>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[await socket.SendAsync(bytes, SocketFlags.None).ConfigureAwait(false)..];
    }

    /// <inheritdoc/>
    public ValueTask FinishAsync()
    {
        socket.Shutdown(SocketShutdown.Send);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public void Abort() => socket.Close(timeout: 0);

    /// <inheritdoc/>
    public void Close() => socket.Dispose();
}
