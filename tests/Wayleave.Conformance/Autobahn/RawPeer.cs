using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Wayleave.Protocol.Deflate;
using Wayleave.Protocol.Frames;
using Wayleave.Protocol.Handshake;
using Wayleave.Protocol.Http;

namespace Wayleave.Conformance.Autobahn;

/// <summary>A client that sends what no sound client would, and writes down what comes back. All its waits together end after a minute.</summary>
public sealed class RawPeer : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(1));
    private readonly byte[] _buffer;
    private MessageReader _reader = new(Role.Client);
    private MessageInflater? _inflater;
    private int _start;
    private int _end;

    private RawPeer(int bufferBytes) => _buffer = new byte[bufferBytes];

    /// <summary>What was agreed on compression; null if nothing was.</summary>
    public DeflateAgreement? Deflate { get; private set; }

    /// <summary>Connects and opens a socket.</summary>
    /// <param name="server">Where to.</param>
    /// <param name="offer">The extensions offered; null: none.</param>
    /// <param name="bufferBytes">The size of its buffer; a small one where there are thousands.</param>
    public static async Task<RawPeer> OpenAsync(EndPoint server, string? offer, int bufferBytes = 256 * 1024)
    {
        var peer = new RawPeer(bufferBytes);
        await peer._socket.ConnectAsync(server, peer._limit.Token);
        var options = new HandshakeOptions { Host = "echo", Key = "dGhlIHNhbXBsZSBub25jZQ==", OfferDeflate = false };
        var request = HandshakeRequest.Build(offer is null ? options : options with { ExtraHeaders = [new("Sec-WebSocket-Extensions", offer)] });
        var wire = new ArrayBufferWriter<byte>();
        HeadWriter.Write(wire, request);
        await peer.SendAsync(wire.WrittenMemory);
        await peer.ReadAnswerAsync(request);
        return peer;
    }

    /// <summary>The same, where it may be refused.</summary>
    /// <returns>The open socket, or the status that it was refused with.</returns>
    public static async Task<(RawPeer? Peer, int Status)> TryOpenAsync(EndPoint server, int bufferBytes)
    {
        var peer = new RawPeer(bufferBytes);
        await peer._socket.ConnectAsync(server, peer._limit.Token);
        var request = HandshakeRequest.Build(new HandshakeOptions { Host = "echo", Key = "dGhlIHNhbXBsZSBub25jZQ==", OfferDeflate = false });
        var wire = new ArrayBufferWriter<byte>();
        HeadWriter.Write(wire, request);
        await peer.SendAsync(wire.WrittenMemory);
        var head = await peer.ReadHeadAsync();
        if (head.StatusCode == 101)
            return (peer, 101);
        peer.Dispose();
        return (null, head.StatusCode);
    }

    /// <summary>Sends bytes, in writes of at most that many.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes, int chop = int.MaxValue)
    {
        while (!bytes.IsEmpty)
        {
            var sent = await _socket.SendAsync(bytes[..Math.Min(chop, bytes.Length)], _limit.Token);
            bytes = bytes[sent..];
        }
    }

    /// <summary>The next event in a few words; <c>eof</c> when the server has hung up in order, <c>reset</c> when it has not.</summary>
    public async Task<string> NextAsync()
    {
        while (true)
        {
            var happened = _reader.Read(_buffer.AsSpan(_start.._end), out var consumed);
            _start += consumed;
            if (happened is not null)
                return Tell(happened);
            try
            {
                _end = await _socket.ReceiveAsync(_buffer, _limit.Token);
                _start = 0;
            }
            catch (SocketException)
            {
                return "reset";
            }

            if (_end == 0)
                return "eof";
        }
    }

    /// <summary>The same without the server's pings and pongs.</summary>
    public async Task<string> NextDataAsync()
    {
        string next;
        do
            next = await NextAsync();
        while (next.StartsWith("Ping", StringComparison.Ordinal) || next.StartsWith("Pong", StringComparison.Ordinal));
        return next;
    }

    /// <summary>Waits until there is something to read, and leaves it there.</summary>
    public async Task PeekAsync() => await _socket.ReceiveAsync(Memory<byte>.Empty, _limit.Token);

    /// <summary>All events to the end of the connection.</summary>
    public async Task<List<string>> ReadToEndAsync()
    {
        List<string> events = [];
        do
            events.Add(await NextAsync());
        while (events[^1] is not ("eof" or "reset"));
        return events;
    }

    /// <summary>How a message is written down: short ones whole, long ones by length and hash.</summary>
    public static string Message(Opcode opcode, ReadOnlySpan<byte> payload) =>
        $"{opcode} {payload.Length}:{Convert.ToHexString(payload.Length <= 32 ? payload : SHA256.HashData(payload).AsSpan(0, 16))}";

    public void Dispose()
    {
        _socket.Dispose();
        _inflater?.Dispose();
        _limit.Dispose();
    }

    private static string Tell(MessageEvent happened) => happened switch
    {
        MessageEvent.TextMessage text => Message(Opcode.Text, text.Utf8.Span),
        MessageEvent.BinaryMessage binary => Message(Opcode.Binary, binary.Payload.Span),
        MessageEvent.Ping ping => Message(Opcode.Ping, ping.Payload.Span),
        MessageEvent.Pong pong => Message(Opcode.Pong, pong.Payload.Span),
        // Reasons of our own making may change; those given back are looked at by the cases that give them.
        MessageEvent.Close close => $"close {close.Code}" + (close.Code is 1002 or 1007 or 1009 || close.Reason.Length == 0 ? "" : $" {close.Reason}"),
        MessageEvent.Failed failed => $"the server's frames are wrong: {failed.Violation}",
        _ => throw new InvalidOperationException(),
    };

    private async Task ReadAnswerAsync(RequestHead request)
    {
        var head = await ReadHeadAsync();
        HandshakeResponse.Check(request, head).ShouldBeEmpty(Encoding.Latin1.GetString(_buffer, 0, _end));
        DeflateNegotiation.TryReadAnswer(request.Headers, head.Headers, out var deflate);
        Deflate = deflate;
        _inflater = deflate?.CreateInflater(Role.Client);
        _reader = new MessageReader(Role.Client, new MessageLimits(1 << 26, 1 << 26)) { Inflater = _inflater };
    }

    private async Task<ResponseHead> ReadHeadAsync()
    {
        ResponseHead? head;
        int consumed;
        while (HeadReader.TryReadResponse(_buffer.AsSpan(0, _end), HeadLimits.Default, out head, out consumed, out _) != OperationStatus.Done)
        {
            var count = await _socket.ReceiveAsync(_buffer.AsMemory(_end), _limit.Token);
            count.ShouldBeGreaterThan(0, Encoding.Latin1.GetString(_buffer, 0, _end));
            _end += count;
        }

        _start = consumed;
        return head!;
    }
}
