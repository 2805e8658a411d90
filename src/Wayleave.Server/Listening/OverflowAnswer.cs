using System.Net.Sockets;

namespace Wayleave.Server.Listening;

/// <summary>What a client gets for which there is no room.</summary>
internal static class OverflowAnswer
{
    private static ReadOnlySpan<byte> Answer =>
        "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: 44\r\n\r\nwayleave: all client connections are in use\n"u8;

    /// <summary>Sends it, if it fits into the system's buffer, and hangs up.</summary>
    /// <param name="socket">The connection; disposed of here.</param>
    /// <param name="tls">Whether the client speaks TLS: then it would not understand.</param>
    public static void Send(Socket socket, bool tls)
    {
        using (socket)
        {
            try
            {
                // What the client has sent is taken away, else the system answers with a reset that overtakes ours.
                socket.Blocking = false;
                Span<byte> request = stackalloc byte[4096];
                if (socket.Poll(TimeSpan.Zero, SelectMode.SelectRead))
                    socket.Receive(request);
                if (!tls)
                    socket.Send(Answer);
                socket.Shutdown(SocketShutdown.Send);
            }
            catch (SocketException)
            {
                // It has gone already.
            }
        }
    }
}
