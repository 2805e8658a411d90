using System.Net;
using System.Net.Sockets;
using Wayleave.Protocol.Handshake;
using Wayleave.Server.Tests.Serving.Abuse;

namespace Wayleave.Server.Tests.Serving.Matrix;

/// <summary>An app that opens one socket and hands it to the test.</summary>
internal sealed class SocketApp : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public SocketApp() => _listener.Start();

    /// <summary>Its address.</summary>
    public string Url => $"http://{_listener.LocalEndpoint}";

    /// <summary>Takes the next connection and opens the socket on it.</summary>
    public async Task<RawClient> OpenAsync()
    {
        var peer = RawClient.Over(await _listener.AcceptSocketAsync().WaitAsync(RawClient.Bound));
        var request = await peer.RequestAsync();
        await peer.SendAsync(RecordingApp.Switching().Replace("{accept}", AcceptKey.For(request.Headers.First("Sec-WebSocket-Key")!), StringComparison.Ordinal));
        return peer;
    }

    public void Dispose() => _listener.Dispose();
}
