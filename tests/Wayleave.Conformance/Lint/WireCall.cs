using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Wayleave.Conformance.Lint;

/// <summary>A browser's handshake, and what came of it, in the words of a <c>wire:</c> line.</summary>
internal static class WireCall
{
    private const byte CloseFrame = 0x88;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);

    /// <summary>Makes the handshake.</summary>
    /// <param name="port">The port, at 127.0.0.1.</param>
    /// <param name="tls">Whether TLS is spoken.</param>
    /// <param name="line">What is asked, and what is expected: an open socket is waited on only if it shall be cut.</param>
    public static async Task<string> OutcomeAsync(int port, bool tls, WireLine line)
    {
        using var limit = new CancellationTokenSource(s_limit);
        using var tcp = new TcpClient();
        await tcp.ConnectAsync("127.0.0.1", port, limit.Token);
        Stream stream = tcp.GetStream();
        try
        {
            if (tls)
            {
                var secure = new SslStream(stream, false, (_, _, _, _) => true);
                await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost" }, limit.Token);
                stream = secure;
            }

            await stream.WriteAsync(Request(port, tls, line), limit.Token);
            string head = await HeadAsync(stream, limit.Token);
            if (head.Length < 12) return "closed";
            string status = head[9..12];
            if (status != "101") return status;
            if (!head.Contains("\r\nSec-WebSocket-Accept:", StringComparison.OrdinalIgnoreCase)) return "unaccepted";
            return line.Outcome == "101 cut" ? await EndAsync(stream, limit.Token) : "101";
        }
        catch (System.Security.Authentication.AuthenticationException)
        {
            return "not TLS";
        }
        catch (IOException)
        {
            return tls && stream is not SslStream ? "not TLS" : "closed";
        }
        catch (OperationCanceledException)
        {
            return "nothing";
        }
    }

    private static byte[] Request(int port, bool tls, WireLine line)
    {
        string host = line.Host ?? $"127.0.0.1:{port}";
        return Encoding.ASCII.GetBytes(
            $"GET {line.Path} HTTP/1.1\r\nHost: {host}\r\nConnection: {line.Connection}\r\nUpgrade: websocket\r\nOrigin: {(tls ? "https" : "http")}://{host}\r\n" +
            "User-Agent: Mozilla/5.0\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n");
    }

    // Byte for byte, so that nothing behind the head is taken with it.
    private static async Task<string> HeadAsync(Stream stream, CancellationToken cancellation)
    {
        var head = new StringBuilder();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, cancellation) == 0) break;
            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    private static async Task<string> EndAsync(Stream stream, CancellationToken cancellation)
    {
        byte[] first = new byte[1];
        int read = await stream.ReadAsync(first, cancellation);
        return read == 0 ? "101 cut" : first[0] == CloseFrame ? "101 and a close frame" : "101 and a frame";
    }
}
