using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Wayleave.Lab.Engine;

/// <summary>One hop's listener and its open connections.</summary>
internal sealed class HopListener : IAsyncDisposable
{
    private readonly HopRuntime _hop;
    private readonly X509Certificate2? _certificate;
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Task, byte> _connections = new();
    private Task _accepting = Task.CompletedTask;
    private bool _disposed;

    /// <summary>Opens the port.</summary>
    /// <param name="hop">The hop.</param>
    /// <param name="listen">Where.</param>
    /// <param name="certificate">The certificate; null listens without TLS.</param>
    /// <exception cref="SocketException">The address is taken or not this machine's.</exception>
    public HopListener(HopRuntime hop, IPEndPoint listen, X509Certificate2? certificate)
    {
        (_hop, _certificate) = (hop, certificate);
        _listener = new TcpListener(listen);
        _listener.Start(backlog: 512);
    }

    /// <summary>The hop's own address.</summary>
    public Uri Url => new($"{(_certificate is null ? "http" : "https")}://{_listener.LocalEndpoint}/");

    public HopRuntime Hop => _hop;

    public void Start() => _accepting = AcceptAsync();

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        await _stop.CancelAsync().ConfigureAwait(false);
        await _accepting.ConfigureAwait(false); // before the listener stops: an accept after that throws what it should not
        _listener.Dispose();
        await Task.WhenAll(_connections.Keys).ConfigureAwait(false);
        _stop.Dispose();
        _certificate?.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var socket = await _listener.AcceptSocketAsync(_stop.Token).ConfigureAwait(false);
                var connection = ServeAsync(socket);
                _connections.TryAdd(connection, 0);
                _ = connection.ContinueWith(done => _connections.TryRemove(done, out _), TaskScheduler.Default);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                // Stopped; or one connection broke before it was taken, and the next may be well.
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        socket.NoDelay = true;
        var peer = (IPEndPoint)socket.RemoteEndPoint!;
        Stream stream = new NetworkStream(socket, ownsSocket: true);
        if (_certificate is not null)
        {
            if (await SecureAsync(stream).ConfigureAwait(false) is not { } secured)
                return;
            stream = secured;
        }

        await using var client = new Wire(socket, stream);
        await new ClientConnection(_hop, client, peer, _certificate is not null).RunAsync(_stop.Token).ConfigureAwait(false);
    }

    private async Task<SslStream?> SecureAsync(Stream stream)
    {
        var tls = new SslStream(stream, leaveInnerStreamOpen: false);
        try
        {
            await tls.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions { ServerCertificate = _certificate, ApplicationProtocols = [SslApplicationProtocol.Http11] },
                _stop.Token).ConfigureAwait(false);
            return tls;
        }
        catch (Exception e) when (e is AuthenticationException or IOException or OperationCanceledException)
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            return null;
        }
    }
}
