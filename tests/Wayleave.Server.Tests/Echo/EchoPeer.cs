using System.Buffers;
using System.Net.Sockets;
using Wayleave.Protocol.Frames;
using Wayleave.Protocol.Handshake;
using Wayleave.Protocol.Http;
using Wayleave.Server.Echo;

namespace Wayleave.Server.Tests.Echo;

/// <summary>The client's end of a connection to an echo, as raw as a test needs it. Each wait ends after ten seconds.</summary>
internal sealed class EchoPeer : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(10));
    private readonly MessageReader _reader = new(Role.Client);
    private byte[] _received = [];

    public static async Task<EchoPeer> ConnectAsync(EchoServer server)
    {
        var peer = new EchoPeer();
        await peer._socket.ConnectAsync(server.EndPoint, peer._limit.Token);
        return peer;
    }

    public async Task SendAsync(byte[] bytes)
    {
        for (var sent = 0; sent < bytes.Length;)
            sent += await _socket.SendAsync(bytes.AsMemory(sent), _limit.Token);
    }

    public Task SendFramesAsync(Action<IBufferWriter<byte>> write)
    {
        var wire = new ArrayBufferWriter<byte>();
        write(wire);
        return SendAsync(wire.WrittenSpan.ToArray());
    }

    public async Task<ResponseHead> OpenAsync()
    {
        var wire = new ArrayBufferWriter<byte>();
        HeadWriter.Write(wire, HandshakeRequest.Build(new HandshakeOptions
        {
            Host = "echo", Target = "/ws", Key = "dGhlIHNhbXBsZSBub25jZQ==", OfferDeflate = false, Subprotocols = ["chat", "other"],
        }));
        await SendAsync(wire.WrittenSpan.ToArray());
        return await ReadHeadAsync();
    }

    public async Task<ResponseHead> ReadHeadAsync()
    {
        while (true)
        {
            var status = HeadReader.TryReadResponse(_received, HeadLimits.Default, out var head, out var consumed, out var violation);
            violation.ShouldBe(HttpViolation.None);
            if (status == OperationStatus.Done)
            {
                _received = _received[consumed..];
                return head!;
            }

            (await ReceiveAsync()).ShouldBeTrue("the connection ended before the head did");
        }
    }

    public async Task<byte[]> ReadAsync(int count)
    {
        while (_received.Length < count)
            (await ReceiveAsync()).ShouldBeTrue("the connection ended too early");
        var read = _received[..count];
        _received = _received[count..];
        return read;
    }

    public async Task<byte[]> ReadToEndAsync()
    {
        while (await ReceiveAsync())
        {
        }

        return _received;
    }

    public async Task<MessageEvent> ReadEventAsync()
    {
        while (true)
        {
            var happened = _reader.Read(_received, out var consumed);
            _received = _received[consumed..];
            if (happened is not null)
                return happened;
            (await ReceiveAsync()).ShouldBeTrue("the connection ended before a frame did");
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _limit.Dispose();
    }

    private async Task<bool> ReceiveAsync()
    {
        var buffer = new byte[4096];
        var count = await _socket.ReceiveAsync(buffer, _limit.Token);
        _received = [.. _received, .. buffer.AsSpan(0, count)];
        return count > 0;
    }
}
