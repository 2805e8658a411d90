using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Wayleave.Protocol.Handshake;
using Wayleave.Protocol.Http;

namespace Wayleave.Conformance.Serve.Chaos;

/// <summary>An app in the test itself: opens every socket asked for, answers pings, and else does as it is told.</summary>
internal sealed class ScriptedApp : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Channel<ScriptedSocket> _opened = Channel.CreateUnbounded<ScriptedSocket>();
    private readonly CancellationTokenSource _stop = new();
    private Task _accepting = Task.CompletedTask;

    private ScriptedApp()
    {
    }

    /// <summary>Where it listens.</summary>
    public string Url => $"http://{_listener.LocalEndPoint}";

    /// <summary>Begins to listen.</summary>
    public static ScriptedApp Start()
    {
        var app = new ScriptedApp();
        app._listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        app._listener.Listen(4096);
        app._accepting = app.AcceptAllAsync();
        return app;
    }

    /// <summary>The next socket that was opened.</summary>
    /// <exception cref="TimeoutException">None was within a minute.</exception>
    public async Task<ScriptedSocket> AcceptAsync() => await _opened.Reader.ReadAsync(_stop.Token).AsTask().WaitAsync(s_limit);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAllAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync(_stop.Token);
                _ = OpenAsync(socket);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task OpenAsync(Socket socket)
    {
        try
        {
            var buffer = new byte[4096];
            var filled = 0;
            RequestHead? head;
            while (HeadReader.TryReadRequest(buffer.AsSpan(0, filled), HeadLimits.Default, out head, out _, out _) != OperationStatus.Done)
                filled += await socket.ReceiveAsync(buffer.AsMemory(filled), SocketFlags.None, _stop.Token) is var count and > 0 ? count : throw new EndOfStreamException();
            var answer = new ArrayBufferWriter<byte>();
            HeadWriter.Write(answer, HandshakeResponse.Accept(head!));
            await socket.SendAsync(answer.WrittenMemory, SocketFlags.None, _stop.Token);
            _opened.Writer.TryWrite(new ScriptedSocket(socket));
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException or ObjectDisposedException)
        {
            socket.Dispose();
        }
    }
}
