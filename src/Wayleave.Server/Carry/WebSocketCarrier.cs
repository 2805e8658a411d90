using System.Buffers;
using Wayleave.Protocol.Carry;
using Wayleave.Protocol.Frames;
using Wayleave.Protocol.Http;
using Wayleave.Server.Relaying;

namespace Wayleave.Server.Carry;

/// <summary>Carries one session over a WebSocket.</summary>
/// <remarks>
/// Who has something to send does it on its own thread, if nobody is sending; whoever is goes on with it. So a message of the app's costs one system call here,
/// as on a plain relay.
/// </remarks>
/// <param name="end">The connection, on which the handshake is done.</param>
/// <param name="session">The session.</param>
/// <param name="headers">The handshake's headers.</param>
/// <param name="node">This gateway's name.</param>
/// <param name="time">The clock.</param>
internal sealed class WebSocketCarrier(ITunnelEnd end, CarrySession session, HeaderLines headers, string node, TimeProvider time) : ICarrier
{
    private const int SmallBytes = 8 * 1024;
    private const int LargeBytes = 64 * 1024;
    // Room for the header of what is sent, and for two words with theirs before it.
    private const int Front = 4 + (2 * (2 + 24));
    private const int SmallPiece = SmallBytes - Front;
    private const int LargePiece = LargeBytes - Front;

    private readonly CarrierReader _reader = new();
    private readonly Lock _lock = new();
    private readonly Queue<(Opcode Opcode, byte[] Payload)> _toSay = new();
    private readonly int _ackEvery = Math.Min(64 * 1024, session.Settings.BufferBytes / 4);
    private HeaderLines _headers = headers;
    private int _pieceBytes = SmallPiece;
    private bool _isSending;
    private bool _isAttached;
    private bool _hasClosed;
    private long _position;
    private long _acknowledged;
    private long _streamed;
    private long _heard = time.GetTimestamp();
    private long _said = time.GetTimestamp();

    /// <inheritdoc/>
    public string Name => "websocket";

    /// <summary>Carries until the connection ends, or another carrier takes over.</summary>
    /// <param name="isNew">Whether the session has just been opened by this very handshake: then the page has nothing yet, and is told so before it speaks.</param>
    /// <param name="early">What the page sent behind its request.</param>
    public async Task RunAsync(bool isNew, ReadOnlyMemory<byte> early)
    {
        var pace = session.Settings.Heartbeat / 2;
        await using var timer = time.CreateTimer(static carrier => ((WebSocketCarrier)carrier!).Tick(), this, pace, pace).ConfigureAwait(false);
        try
        {
            if (isNew)
                Begin(0, isEarly: true);
            if (await TakeAsync(early.ToArray()).ConfigureAwait(false))
                await ReceiveAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // It is gone, as carriers are.
        }
        finally
        {
            session.Detach(this, isDrop: true);
            end.Close();
        }
    }

    /// <inheritdoc/>
    public void Wake(CarrySession woken)
    {
        lock (_lock)
        {
            if (_isSending)
                return;
            _isSending = true;
        }

        _ = SendAllAsync();
    }

    /// <inheritdoc/>
    public void Release(CarrySession released)
    {
        SayGoodbye();
        Wake(session);
    }

    private async Task ReceiveAsync()
    {
        var size = SmallBytes;
        while (await end.ReceiveAsync(Memory<byte>.Empty).ConfigureAwait(false) >= 0)
        {
            var buffer = ArrayPool<byte>.Shared.Rent(size);
            try
            {
                var count = await end.ReceiveAsync(buffer.AsMemory(0, size)).ConfigureAwait(false);
                if (count <= 0 || !await TakeAsync(buffer.AsMemory(0, count)).ConfigureAwait(false))
                    return;
                size = count == size ? LargeBytes : count <= SmallBytes / 2 ? SmallBytes : size;
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    /// <returns>Whether there is more to come.</returns>
    private async ValueTask<bool> TakeAsync(Memory<byte> bytes)
    {
        _heard = time.GetTimestamp();
        while (true)
        {
            var happened = _reader.Next(bytes.Span, out var consumed, out var length);
            var piece = bytes[(consumed - length)..consumed];
            bytes = bytes[consumed..];
            switch (happened)
            {
                case CarrierEvent.None:
                    return true;
                case CarrierEvent.Piece when _isAttached:
                    await BringAsync(piece).ConfigureAwait(false);
                    break;
                case CarrierEvent.Words when CarrierWords.Read(_reader.Gathered.Span) is { } words:
                    if (!Hear(words))
                        return false;
                    break;
                case CarrierEvent.Ping:
                    Say(Opcode.Pong, _reader.Gathered.ToArray());
                    Wake(session);
                    break;
                case CarrierEvent.Close:
                    // A browser that shuts a tab says so by itself.
                    if (_isAttached && ClosePayload.Read(_reader.Gathered.Span, out var close) == Violation.None && close.Code == (ushort)CloseCode.GoingAway)
                        session.Leave();
                    SayGoodbye();
                    Wake(session);
                    await end.FinishAsync().ConfigureAwait(false);
                    return false;
                default:
                    end.Abort();
                    return false;
            }
        }
    }

    private async ValueTask BringAsync(ReadOnlyMemory<byte> piece)
    {
        await session.Input.BringAsync(_position, piece, 2 * session.Settings.BufferBytes).ConfigureAwait(false);
        _position += piece.Length;
        if (session.Input.Taken - _acknowledged >= _ackEvery)
            Wake(session);
    }

    private bool Hear(CarrierWords words)
    {
        switch (words)
        {
            case CarrierWords.Hello hello when _isAttached && session.Bond.AdmitsOpener(hello.Secret):
                return true;
            case CarrierWords.Hello hello when !_isAttached && session.Bond.Admits(hello.Secret, _headers):
                Begin(hello.Received, isEarly: false);
                return true;
            case CarrierWords.Ack ack when _isAttached:
                return session.Acknowledge(ack.Received);
            case CarrierWords.At at when _isAttached:
                _position = at.Position;
                return true;
            case CarrierWords.Alive when _isAttached:
                return true;
            case CarrierWords.Leave when _isAttached:
                session.Leave();
                return true;
        }

        Say(CarrierWords.Gone);
        SayGoodbye();
        Wake(session);
        return true;
    }

    private void Begin(long received, bool isEarly)
    {
        _position = _acknowledged = session.Input.Arrived;
        // Before the page has spoken it may have something by another way: where the first piece lies has to be said.
        _streamed = isEarly ? -1 : received;
        // The hello is said before anything is taken from the session to be sent behind it.
        Say(CarrierWords.HelloOf(node, _position, session.Settings.Heartbeat, session.Settings.BufferBytes));
        _isAttached = session.Attach(this, received);
        // They have said whose it is; a silent socket should not hold them.
        _headers = HeaderLines.Empty;
        if (!_isAttached)
        {
            lock (_lock)
                _toSay.Clear();
            Say(CarrierWords.Gone);
            SayGoodbye();
        }

        Wake(session);
    }

    private async Task SendAllAsync()
    {
        try
        {
            while (true)
            {
                var size = _pieceBytes;
                var buffer = ArrayPool<byte>.Shared.Rent(size + Front);
                try
                {
                    var frame = Next(buffer, size);
                    if (frame.IsEmpty)
                        return;
                    await end.SendAsync(frame).ConfigureAwait(false);
                    _said = time.GetTimestamp();
                    // As in a tunnel: what is large is sent in one go, once it is known to be.
                    _pieceBytes = frame.Length >= size ? LargePiece : frame.Length <= SmallBytes / 2 ? SmallPiece : size;
                }
                finally
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                }
            }
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // Whoever receives finds out too.
            end.Abort();
        }
    }

    /// <returns>The next frame to send; empty: there is none, and nobody sends any more.</returns>
    private ReadOnlyMemory<byte> Next(byte[] buffer, int size)
    {
        lock (_lock)
        {
            if (_toSay.TryDequeue(out var said))
                return Framed(buffer, said.Opcode, said.Payload);
            if (!_hasClosed)
            {
                if (session.Input.Taken - _acknowledged >= _ackEvery)
                    return Framed(buffer, Opcode.Text, AckOfNow());
                var count = session.Take(this, buffer.AsSpan(Front, size), out var position, out var ended);
                if (count > 0)
                    return PieceFramed(buffer, position, count);
                if (ended)
                {
                    _hasClosed = true;
                    _toSay.Enqueue((Opcode.Close, new ClosePayload((ushort)CloseCode.Normal, "").ToBytes()));
                    return session.HasClose ? Next(buffer, size) : Framed(buffer, Opcode.Text, CarrierWords.End);
                }
            }

            _isSending = false;
            return default;
        }
    }

    private static ReadOnlyMemory<byte> Framed(byte[] buffer, Opcode opcode, byte[] payload)
    {
        payload.CopyTo(buffer, Front);
        return buffer.AsMemory(HeaderBefore(buffer, Front, opcode, payload.Length)..(Front + payload.Length));
    }

    // A piece lies behind the room for its header already, whose length is known only now. An acknowledgement that is soon due goes out with what is sent anyway: a write of its own would cost as much as a message.
    private ReadOnlyMemory<byte> PieceFramed(byte[] buffer, long position, int length)
    {
        var start = HeaderBefore(buffer, Front, Opcode.Binary, length);
        // Over the carrier before this one the page has acknowledged what it would expect here.
        if (position != _streamed)
            start = WordsBefore(buffer, start, CarrierWords.AtOf(position));
        if (session.Input.Taken - _acknowledged >= _ackEvery / 4 * 3)
            start = WordsBefore(buffer, start, AckOfNow());
        _streamed = position + length;
        return buffer.AsMemory(start..(Front + length));
    }

    private static int WordsBefore(byte[] buffer, int end, byte[] words)
    {
        words.CopyTo(buffer, end - words.Length);
        return HeaderBefore(buffer, end - words.Length, Opcode.Text, words.Length);
    }

    /// <returns>Where the header begins that ends at a place.</returns>
    private static int HeaderBefore(byte[] buffer, int end, Opcode opcode, int payloadLength)
    {
        var header = new FrameHeader { Fin = true, Opcode = opcode, PayloadLength = payloadLength };
        header.Write(buffer.AsSpan(end - header.HeaderLength));
        return end - header.HeaderLength;
    }

    // Only what the app's side has taken: so a page sends no more than can be held here.
    private byte[] AckOfNow()
    {
        _acknowledged = session.Input.Taken;
        return CarrierWords.AckOf(_acknowledged);
    }

    private void Say(byte[] words) => Say(Opcode.Text, words);

    private void Say(Opcode opcode, byte[] payload)
    {
        lock (_lock)
            if (!_hasClosed)
                _toSay.Enqueue((opcode, payload));
    }

    private void SayGoodbye()
    {
        lock (_lock)
        {
            if (_hasClosed)
                return;
            _hasClosed = true;
            _toSay.Enqueue((Opcode.Close, new ClosePayload((ushort)CloseCode.Normal, "").ToBytes()));
        }
    }

    private void Tick()
    {
        if (time.GetElapsedTime(_heard) >= session.Settings.Heartbeat * 2)
        {
            end.Abort();
            return;
        }

        if (!_isAttached)
            return;
        if (session.Input.Taken > _acknowledged)
            Say(AckOfNow());
        else if (time.GetElapsedTime(_said) >= session.Settings.Heartbeat / 2)
            Say(CarrierWords.Beat);
        else
            return;
        Wake(session);
    }
}
