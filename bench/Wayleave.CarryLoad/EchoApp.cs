using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Wayleave.Protocol.Frames;
using Wayleave.Protocol.Handshake;

namespace Wayleave.CarryLoad;

/// <summary>An app that sends back each message in one frame, as cheaply as that can be done: what stands behind it is measured, not it.</summary>
internal static class EchoApp
{
    private const int MostBytes = 256 * 1024;

    /// <summary>Serves until it is killed.</summary>
    /// <param name="port">The port, on loopback.</param>
    public static async Task RunAsync(int port)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        listener.Listen(4096);
        while (true)
            _ = ServeAsync(await listener.AcceptAsync().ConfigureAwait(false));
    }

    private static async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            socket.NoDelay = true;
            try
            {
                await ShakeHandsAsync(socket).ConfigureAwait(false);
                await EchoAsync(socket).ConfigureAwait(false);
            }
            catch (SocketException)
            {
                // The gateway has hung up.
            }
        }
    }

    private static async Task ShakeHandsAsync(Socket socket)
    {
        var head = await HeadReader.ReadAsync(socket).ConfigureAwait(false);
        var key = head.Split("\r\n").First(line => line.StartsWith("Sec-WebSocket-Key:", StringComparison.OrdinalIgnoreCase)).Split(':')[1].Trim();
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {AcceptKey.For(key)}\r\n\r\n")).ConfigureAwait(false);
    }

    private static async Task EchoAsync(Socket socket)
    {
        // Idle sockets hold a small buffer each; one is as large as the largest message needs.
        var buffer = new byte[1024];
        var filled = 0;
        while (true)
        {
            var count = await socket.ReceiveAsync(buffer.AsMemory(filled)).ConfigureAwait(false);
            if (count == 0)
                return;
            filled += count;
            var (taken, written) = Turn(buffer.AsSpan(0, filled));
            if (written > 0)
                await socket.SendAsync(buffer.AsMemory(0, written)).ConfigureAwait(false);
            buffer.AsSpan(taken, filled - taken).CopyTo(buffer);
            filled -= taken;
            if (filled > buffer.Length / 2 && buffer.Length < MostBytes)
                Array.Resize(ref buffer, buffer.Length * 4);
        }
    }

    // Where a masked frame was its echo has room: it is four bytes shorter.
    private static (int Taken, int Written) Turn(Span<byte> bytes)
    {
        var (taken, written) = (0, 0);
        while (FrameHeader.TryRead(bytes[taken..], out var frame, out var length, out _) == OperationStatus.Done && bytes.Length - taken >= length + frame.PayloadLength)
        {
            var payload = bytes.Slice(taken + length, (int)frame.PayloadLength);
            taken += length + payload.Length;
            if (frame.Opcode is Opcode.Ping or Opcode.Pong)
                continue;
            Masking.Apply(payload, frame.MaskingKey, 0);
            var header = frame with { Masked = false, MaskingKey = 0 };
            written += header.Write(bytes[written..]);
            payload.CopyTo(bytes[written..]);
            written += payload.Length;
        }

        return (taken, written);
    }
}
