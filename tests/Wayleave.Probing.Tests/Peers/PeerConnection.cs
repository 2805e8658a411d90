using System.Buffers;
using System.Net.Sockets;
using Wayleave.Protocol.Frames;
using Wayleave.Protocol.Handshake;
using Wayleave.Protocol.Http;

namespace Wayleave.Probing.Tests.Peers;

/// <summary>The peer's end of one connection.</summary>
public sealed class PeerConnection(FakePeer peer, Socket socket, CancellationToken stopped) : IAsyncDisposable
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _filled;

    public Stream Stream { get; set; } = new NetworkStream(socket, ownsSocket: true);

    public CancellationToken Stopped => stopped;

    public async Task<RequestHead?> ReadRequestAsync()
    {
        while (true)
        {
            var status = HeadReader.TryReadRequest(_buffer.AsSpan(0, _filled), HeadLimits.Default, out var head, out var consumed, out _);
            if (status == OperationStatus.Done)
            {
                _buffer.AsSpan(consumed, _filled - consumed).CopyTo(_buffer);
                _filled -= consumed;
                peer.Requests.Enqueue(head!);
                return head;
            }

            var read = status == OperationStatus.NeedMoreData ? await Stream.ReadAsync(_buffer.AsMemory(_filled), stopped) : 0;
            if (read == 0)
                return null;
            _filled += read;
        }
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes) => await Stream.WriteAsync(bytes, stopped);

    public Task SendAsync(ResponseHead head)
    {
        var bytes = new ArrayBufferWriter<byte>();
        HeadWriter.Write(bytes, head);
        return SendAsync(bytes.WrittenMemory);
    }

    public Task AnswerAsync(int status, string body = "", params (string Name, string Value)[] headers) =>
        SendAsync(System.Text.Encoding.UTF8.GetBytes(
            $"HTTP/1.1 {status} Said\r\n{string.Concat(headers.Select(header => $"{header.Name}: {header.Value}\r\n"))}Content-Length: {body.Length}\r\n\r\n{body}"));

    public Task AcceptAsync(RequestHead request, string? subprotocol = null, HeaderLines? extra = null) =>
        SendAsync(HandshakeResponse.Accept(request, subprotocol, extraHeaders: extra));

    public Task SendFrameAsync(Opcode opcode, ReadOnlyMemory<byte> payload, uint? mask = null, bool fin = true, bool rsv1 = false)
    {
        var bytes = new ArrayBufferWriter<byte>();
        FrameWriter.Write(bytes, opcode, payload.Span, mask, fin, rsv1);
        return SendAsync(bytes.WrittenMemory);
    }

    public Task SendCloseAsync(ushort code, string reason = "") => SendFrameAsync(Opcode.Close, new ClosePayload(code, reason).ToBytes());

    /// <summary>Echoes messages and answers pings until the far side closes.</summary>
    public async Task EchoAsync(Func<MessageEvent, Task<bool>>? first = null)
    {
        var reader = new MessageReader(Role.Server);
        while (true)
        {
            while (_filled > 0 || reader.Ended)
            {
                var happened = reader.Read(_buffer.AsSpan(0, _filled), out var consumed);
                _buffer.AsSpan(consumed, _filled - consumed).CopyTo(_buffer);
                _filled -= consumed;
                if (happened is null)
                    break;
                if (first is not null && await first(happened))
                    continue;
                switch (happened)
                {
                    case MessageEvent.TextMessage text:
                        await SendFrameAsync(Opcode.Text, text.Utf8);
                        break;
                    case MessageEvent.BinaryMessage binary:
                        await SendFrameAsync(Opcode.Binary, binary.Payload);
                        break;
                    case MessageEvent.Ping ping:
                        await SendFrameAsync(Opcode.Pong, ping.Payload);
                        break;
                    case MessageEvent.Close close:
                        await SendFrameAsync(Opcode.Close, new ClosePayload(close.Code, close.Reason).ToBytes());
                        return;
                    case MessageEvent.Failed:
                        return;
                }
            }

            var read = await Stream.ReadAsync(_buffer.AsMemory(_filled), stopped);
            if (read == 0)
                return;
            _filled += read;
        }
    }

    /// <summary>Ends the connection with a reset instead of a FIN.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Dispose();
    }

    /// <summary>Waits until the other side hangs up, or the peer is stopped.</summary>
    public async Task KeepSilentAsync()
    {
        var rest = new byte[4096];
        while (await Stream.ReadAsync(rest, stopped) > 0)
        {
        }
    }

    public async ValueTask DisposeAsync() => await Stream.DisposeAsync();
}
