using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Wayleave.Lab.Engine;

/// <summary>Connects to the next hop or the app.</summary>
internal sealed class UpstreamDialer(HopRuntime hop)
{
    /// <summary>Connects for one request.</summary>
    /// <returns>The connection, or why there is none.</returns>
    public async ValueTask<(Wire? Wire, UpstreamFailure Failure)> DialAsync(Exchange exchange, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var limit = new CancellationTokenSource(hop.Scaled(hop.StandIn.ConnectLimit), hop.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await socket.ConnectAsync(hop.Upstream.DnsSafeHost, hop.Upstream.Port, either.Token).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            socket.Dispose();
            return (null, UpstreamFailure.Refused);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            socket.Dispose();
            return (null, UpstreamFailure.ConnectTimeout);
        }

        Stream stream = new NetworkStream(socket, ownsSocket: true);
        return hop.Upstream.Scheme == "https"
            ? await SecureAsync(socket, stream, exchange, either.Token).ConfigureAwait(false)
            : (new Wire(socket, stream), default);
    }

    private async ValueTask<(Wire? Wire, UpstreamFailure Failure)> SecureAsync(
        Socket socket, Stream stream, Exchange exchange, CancellationToken cancellation)
    {
        bool refused = false;
        var tls = new SslStream(stream, leaveInnerStreamOpen: false);
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = exchange.Host.Split(':')[0],
                    RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                    {
                        refused = hop.StandIn.Upstream == UpstreamScheme.TlsVerified && !Holds(certificate, chain, errors);
                        return !refused;
                    },
                },
                cancellation).ConfigureAwait(false);
            return (new Wire(socket, tls), default);
        }
        catch (Exception e) when (e is AuthenticationException or IOException or OperationCanceledException)
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            return (null, refused ? UpstreamFailure.CertificateInvalid : UpstreamFailure.TlsFailed);
        }
    }

    // The chain's own authority counts like an "origin CA" that the edge itself has signed with. The name is not compared
    // for it: in the lab, every hop is called localhost whatever name the client came by.
    private bool Holds(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        errors == SslPolicyErrors.None
        || (certificate is X509Certificate2 leaf && chain is not null && hop.Certificates.HasSigned(leaf, chain));
}
