using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Wayleave.Protocol.Http;

namespace Wayleave.Probing.Tests.Peers;

/// <summary>A peer on the loopback that does to each connection what it is told, and remembers the requests it was sent.</summary>
public sealed class FakePeer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopped = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Func<PeerConnection, Task> _behaviour;
    private readonly Task _accepting;

    public FakePeer(Func<PeerConnection, Task> behaviour)
    {
        _behaviour = behaviour;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public ConcurrentQueue<RequestHead> Requests { get; } = new();

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public IEnumerable<RequestHead> Handshakes => Requests.Where(request => request.Headers.Contains("Sec-WebSocket-Version"));

    public Uri Url(string path = "/ws", string host = "127.0.0.1", string scheme = "ws") => new($"{scheme}://{host}:{Port}{path}");

    /// <summary>A peer that reads each request's head and then acts.</summary>
    public static FakePeer Answering(Func<PeerConnection, RequestHead, Task> answer) =>
        new(async connection =>
        {
            if (await connection.ReadRequestAsync() is { } request)
                await answer(connection, request);
        });

    /// <summary>A peer that sends the same bytes to each request, then hangs up.</summary>
    public static FakePeer Saying(string bytes) =>
        Answering((connection, _) => connection.SendAsync(Encoding.Latin1.GetBytes(bytes)));

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        await _accepting; // before the listener stops: one that was stopped throws what it should not at the next accept
        _listener.Stop();
        await Task.WhenAll(_connections);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _connections.Add(ServeAsync(await _listener.AcceptSocketAsync(_stopped.Token)));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await using var connection = new PeerConnection(this, socket, _stopped.Token);
        try
        {
            await _behaviour(connection);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException or System.Security.Authentication.AuthenticationException)
        {
        }
    }
}
