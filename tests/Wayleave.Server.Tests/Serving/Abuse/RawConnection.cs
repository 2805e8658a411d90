using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace Wayleave.Server.Tests.Serving.Abuse;

/// <summary>A connection to a gateway, as the clients that speak bytes open it.</summary>
/// <param name="Socket">The socket.</param>
/// <param name="Stream">What is spoken through: the socket, or TLS over it. It owns the socket.</param>
internal sealed record RawConnection(Socket Socket, Stream Stream)
{
    /// <summary>Opens one.</summary>
    /// <param name="url">Where to; https: with TLS, whatever the certificate says.</param>
    /// <param name="protocol">What TLS is to agree on.</param>
    public static async Task<RawConnection> OpenAsync(string url, SslApplicationProtocol protocol)
    {
        var where = new Uri(url);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new DnsEndPoint(where.Host, where.Port));
        var stream = new NetworkStream(socket, ownsSocket: true);
        if (where.Scheme != "https")
            return new RawConnection(socket, stream);
        var tls = new SslStream(stream);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "a.test", RemoteCertificateValidationCallback = static (_, _, _, _) => true, ApplicationProtocols = [protocol],
        });
        return new RawConnection(socket, tls);
    }
}
