using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Wayleave.Lab.Engine;
using Wayleave.Protocol.Handshake;
using Wayleave.Protocol.Http;

namespace Wayleave.Lab.Tests.Bench;

/// <summary>The app behind the chains: <c>/ws</c> opens a socket that gives back every byte; every other path answers "hello".</summary>
internal sealed class TestApp : IAsyncDisposable
{
    /// <summary>The app's first word on a socket: a text frame.</summary>
    public static readonly byte[] Greeting = [0x81, 2, (byte)'h', (byte)'i'];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Task _accepting;

    public TestApp()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Url => new($"http://{_listener.LocalEndpoint}/");

    /// <summary>What arrived, in order.</summary>
    public ConcurrentQueue<RequestHead> Arrived { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Dispose();
        await Task.WhenAll(_connections);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_stop.Token);
                _connections.Add(ServeAsync(socket));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await using var wire = new Wire(socket, new NetworkStream(socket, ownsSocket: true));
        try
        {
            while (await HeadIo.ReadRequestAsync(wire, _stop.Token) is { Head: { } request })
            {
                Arrived.Enqueue(request);
                if (!await AnswerAsync(wire, request))
                    return;
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The hop has gone, or the test is over.
        }
    }

    private async Task<bool> AnswerAsync(Wire wire, RequestHead request)
    {
        if (request.Target != "/ws")
        {
            BodyFraming.TryOfRequest(request, out var framing, out _);
            long got = 0;
            await foreach (var chunk in BodyReader.ReadAsync(wire, framing, raw: false, TimeProvider.System, _stop.Token))
                got += chunk.Bytes.Length;
            byte[] body = System.Text.Encoding.ASCII.GetBytes(request.Target == "/chunked" ? "5\r\nhello\r\n0\r\n\r\n" : got == 0 ? "hello" : $"got {got}");
            HeaderLines headers = request.Target == "/chunked"
                ? [new("Server", "test"), new("Transfer-Encoding", "chunked")]
                : [new("Server", "test"), new("Content-Length", $"{body.Length}")];
            await HeadIo.WriteAsync(wire, new ResponseHead(Protocol.Http.HttpVersion.Http11, 200, "OK", headers), body, _stop.Token);
            return true;
        }

        if (HandshakeRequest.Check(request) != HandshakeViolation.None)
        {
            HeaderLines headers = [new("Content-Length", "0")];
            await HeadIo.WriteAsync(wire, new ResponseHead(Protocol.Http.HttpVersion.Http11, 426, "Upgrade Required", headers), default, _stop.Token);
            return true;
        }

        string? extensions = request.Headers.Contains("Sec-WebSocket-Extensions") ? "permessage-deflate" : null;
        var accept = HandshakeResponse.Accept(request, request.Headers.Tokens("Sec-WebSocket-Protocol").FirstOrDefault(), extensions);
        // The first bytes come in the same segment as the 101: a hop must not lose them.
        await HeadIo.WriteAsync(wire, accept, Greeting, _stop.Token);
        await foreach (var chunk in BodyReader.ReadAsync(wire, new BodyFraming(BodyKind.UntilClose, 0), raw: true, TimeProvider.System, _stop.Token))
            await wire.WriteAsync(chunk.Bytes, _stop.Token);
        return false;
    }
}
