using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Wayleave.Protocol.Handshake;
using Wayleave.Server.Tests.Serving.Abuse;
using Wayleave.Server.Tests.Tls;

namespace Wayleave.Server.Tests.Serving.Matrix;

/// <summary>An app that opens one socket and hands it to the test.</summary>
internal sealed class SocketApp : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TestAuthority? _authority;
    private readonly SslStreamCertificateContext? _certificate;

    /// <summary>Begins to listen.</summary>
    /// <param name="tls">Whether over TLS, with a certificate that nobody need trust.</param>
    public SocketApp(bool tls = false)
    {
        _listener.Start();
        if (!tls)
            return;
        _authority = new TestAuthority();
        _certificate = SslStreamCertificateContext.Create(_authority.Issue("localhost").Certificate, [_authority.Intermediate], offline: true);
    }

    /// <summary>Its address.</summary>
    public string Url => $"http{(_certificate is null ? "" : "s")}://{_listener.LocalEndpoint}";

    /// <summary>Takes the next connection and opens the socket on it.</summary>
    public async Task<RawClient> OpenAsync()
    {
        var (peer, request) = await AskedAsync();
        await peer.SendAsync(RecordingApp.Switching().Replace("{accept}", AcceptKey.For(request.Headers.First("Sec-WebSocket-Key")!), StringComparison.Ordinal));
        return peer;
    }

    /// <summary>Takes the next connection and the request on it, and leaves the answer to the test.</summary>
    public async Task<(RawClient Peer, Wayleave.Protocol.Http.RequestHead Request)> AskedAsync()
    {
        var accepted = await _listener.AcceptSocketAsync().WaitAsync(RawClient.Bound);
        var peer = _certificate is null ? RawClient.Over(accepted) : await RawClient.OverTlsAsync(accepted, _certificate);
        return (peer, await peer.RequestAsync());
    }

    public void Dispose()
    {
        _listener.Dispose();
        _authority?.Dispose();
    }
}
