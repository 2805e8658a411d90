using System.Net.Sockets;

namespace Wayleave.Server.Relaying;

/// <summary>A plain TCP connection.</summary>
/// <param name="socket">The socket; owned from here on.</param>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "Close and Abort dispose of it.")]
internal sealed class SocketEnd(Socket socket) : ITunnelEnd
{
    // Linux: IPPROTO_TCP, TCP_INFO, whose first byte is the state, and TCP_CLOSE.
    private const int TcpLevel = 6;
    private const int TcpInfo = 11;
    private const byte TcpClose = 7;

    private readonly SocketReceive _receive = new();
    private bool _finished;

    /// <inheritdoc/>
    public ValueTask<int> ReceiveAsync(Memory<byte> buffer) =>
        buffer.IsEmpty ? _receive.FromAsync(socket, buffer) : ReceiveSomeAsync(buffer);

    /// <inheritdoc/>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[await socket.SendAsync(bytes, SocketFlags.None).ConfigureAwait(false)..];
    }

    /// <inheritdoc/>
    public ValueTask FinishAsync()
    {
        _finished = true;
        socket.Shutdown(SocketShutdown.Send);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public void Abort()
    {
        socket.Close(timeout: 0);
        _receive.Dispose();
    }

    /// <inheritdoc/>
    public void Close()
    {
        socket.Dispose();
        _receive.Dispose();
    }

    private async ValueTask<int> ReceiveSomeAsync(Memory<byte> buffer)
    {
        var count = await _receive.FromAsync(socket, buffer).ConfigureAwait(false);
        return count == 0 && WasReset() ? -1 : count;
    }

    // The kernel tells of a reset once, to whoever asks first. Where a send that waited was told, the end of the stream looks like FIN.
    private bool WasReset()
    {
        // Once both have sent FIN the connection is closed as well.
        if (_finished || !OperatingSystem.IsLinux() || socket.ProtocolType != ProtocolType.Tcp)
            return false;
        Span<byte> info = stackalloc byte[1];
        return socket.GetRawSocketOption(TcpLevel, TcpInfo, info) > 0 && info[0] == TcpClose;
    }
}
