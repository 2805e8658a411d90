using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Wayleave.Protocol.Frames;

namespace Wayleave.CarryLoad;

/// <summary>A page over a WebSocket, plain or carried.</summary>
internal sealed class SocketPage : IPage
{
    private const int AckBytes = 128 * 1024;
    private const uint Key = 0x5AA5C33C;
    private static readonly TimeSpan s_ackTime = TimeSpan.FromSeconds(2);

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly bool _isCarried;
    private readonly byte[] _message;
    private readonly byte[] _buffer;
    private readonly StringBuilder _words = new();
    private readonly MessageCounter _messages = new();
    private int _filled;
    private long _lacks;
    private bool _isText;
    private bool _hasHello;
    private long _received;
    private long _acknowledged;
    private long _acknowledgedAt = TimeProvider.System.GetTimestamp();
    private long _up;
    private long _down;

    private SocketPage(bool isCarried, int messageBytes)
    {
        _isCarried = isCarried;
        _buffer = new byte[messageBytes > 1024 ? 64 * 1024 : 2048];
        var payload = RandomNumberGenerator.GetBytes(messageBytes);
        var frame = new ArrayBufferWriter<byte>();
        FrameWriter.Write(frame, Opcode.Binary, payload, isCarried ? null : Key);
        _message = isCarried ? Masked(Opcode.Binary, frame.WrittenSpan) : frame.WrittenSpan.ToArray();
    }

    /// <inheritdoc/>
    public (long Up, long Down) OnTheWire => (_up, _down);

    /// <summary>Opens one.</summary>
    /// <param name="port">The gateway's.</param>
    /// <param name="isCarried">Whether it is carried.</param>
    /// <param name="messageBytes">How long its message is.</param>
    public static async Task<SocketPage> OpenAsync(int port, bool isCarried, int messageBytes)
    {
        var page = new SocketPage(isCarried, messageBytes);
        await page.ShakeHandsAsync(port).ConfigureAwait(false);
        return page;
    }

    /// <inheritdoc/>
    public async ValueTask EchoAsync()
    {
        await SendAsync(_message).ConfigureAwait(false);
        for (var before = _messages.Count; _messages.Count == before;)
            await ReceiveAsync().ConfigureAwait(false);
        if (_isCarried && (_received - _acknowledged >= AckBytes || TimeProvider.System.GetElapsedTime(_acknowledgedAt) >= s_ackTime))
            await AcknowledgeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask SettleAsync() => default;

    /// <inheritdoc/>
    public async ValueTask AcknowledgeAsync()
    {
        if (!_isCarried)
            return;
        (_acknowledged, _acknowledgedAt) = (_received, TimeProvider.System.GetTimestamp());
        await SendAsync(Words(string.Create(CultureInfo.InvariantCulture, $"ack {_received}"))).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private async Task ShakeHandsAsync(int port)
    {
        await _socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port)).ConfigureAwait(false);
        var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        var target = _isCarried ? $"/ws?wayleave=ws.{id}" : "/ws";
        await _socket.SendAsync(Encoding.ASCII.GetBytes(
            $"GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
            $"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {Convert.ToBase64String(RandomNumberGenerator.GetBytes(16))}\r\n\r\n")).ConfigureAwait(false);
        var head = await HeadReader.ReadAsync(_socket).ConfigureAwait(false);
        if (!head.StartsWith("HTTP/1.1 101", StringComparison.Ordinal))
            throw new IOException(head);
        if (!_isCarried)
            return;
        await SendAsync(Words($"hello {Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16))} 0")).ConfigureAwait(false);
        while (!_hasHello)
            await ReceiveAsync().ConfigureAwait(false);
        (_up, _down) = (0, 0);
    }

    private async ValueTask SendAsync(byte[] bytes)
    {
        _up += bytes.Length;
        for (var sent = 0; sent < bytes.Length;)
            sent += await _socket.SendAsync(bytes.AsMemory(sent)).ConfigureAwait(false);
    }

    private async ValueTask ReceiveAsync()
    {
        var count = await _socket.ReceiveAsync(_buffer.AsMemory(_filled)).ConfigureAwait(false);
        if (count == 0)
            throw new IOException("the gateway has hung up");
        _down += count;
        if (_isCarried)
            Take(_buffer.AsSpan(0, _filled + count));
        else
            _messages.Take(_buffer.AsSpan(0, count));
    }

    private void Take(Span<byte> bytes)
    {
        while (true)
        {
            var part = bytes[..(int)Math.Min(_lacks, bytes.Length)];
            _lacks -= part.Length;
            if (_isText)
                _words.Append(Encoding.ASCII.GetString(part));
            else
                Count(part);
            bytes = bytes[part.Length..];
            if (_lacks == 0 && _words.Length > 0)
                Hear();
            if (_lacks > 0 || FrameHeader.TryRead(bytes, out var frame, out var length, out _) != OperationStatus.Done)
                break;
            (_lacks, _isText) = (frame.PayloadLength, frame.Opcode != Opcode.Binary);
            bytes = bytes[length..];
        }

        bytes.CopyTo(_buffer);
        _filled = bytes.Length;
    }

    private void Count(ReadOnlySpan<byte> part)
    {
        _received += part.Length;
        _messages.Take(part);
    }

    private void Hear()
    {
        var words = _words.ToString();
        _words.Clear();
        _hasHello |= words.StartsWith("hello ", StringComparison.Ordinal);
        if (!_hasHello || words is "gone" or "end")
            throw new IOException($"the gateway says {words}");
    }

    private static byte[] Words(string words) => Masked(Opcode.Text, Encoding.ASCII.GetBytes(words));

    private static byte[] Masked(Opcode opcode, ReadOnlySpan<byte> payload)
    {
        var output = new ArrayBufferWriter<byte>();
        FrameWriter.Write(output, opcode, payload, Key);
        return output.WrittenSpan.ToArray();
    }
}
