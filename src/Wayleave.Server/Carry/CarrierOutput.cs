using System.Buffers;
using Wayleave.Protocol.Carry;
using Wayleave.Protocol.Frames;
using Wayleave.Server.Relaying;

namespace Wayleave.Server.Carry;

/// <summary>What a carrier sends over its WebSocket: its words first, then what its session has for the page.</summary>
/// <remarks>
/// Who has something to send does it on its own thread, if nobody is sending; whoever is goes on with it. So a message of the app's costs one system call here,
/// as on a plain relay. Thread-safe.
/// </remarks>
/// <param name="end">The connection.</param>
/// <param name="session">The session.</param>
/// <param name="carrier">The carrier, as the session knows it.</param>
/// <param name="time">The clock.</param>
internal sealed class CarrierOutput(ITunnelEnd end, CarrySession session, ICarrier carrier, TimeProvider time)
{
    // Room for the header of what is sent, and for two words with theirs before it.
    private const int Front = 4 + (2 * (2 + 24));
    private const int MostBytes = 64 * 1024;

    private readonly Lock _lock = new();
    private readonly Queue<(Opcode Opcode, byte[] Payload)> _toSay = new();
    private byte[]? _pong;
    // More often would cost a system call more for few messages, less often would keep more at the page.
    private readonly int _ackEvery = Math.Min(128 * 1024, session.Settings.BufferBytes / 4);
    private BufferSize _size = new(MostBytes);
    private bool _isSending;
    private bool _mayHaveMore;
    private bool _hasClosed;
    private long _acknowledged;
    private long _streamed;
    private long _said = time.GetTimestamp();

    /// <summary>Whether the page should hear soon how far the app's side has taken its stream.</summary>
    public bool IsAckDue => session.Input.Taken - _acknowledged >= _ackEvery;

    /// <summary>Whether its last words are said, or wait to be sent.</summary>
    public bool HasClosed => Volatile.Read(ref _hasClosed);

    /// <summary>Where both streams go on from.</summary>
    /// <param name="arrived">Up to where the page's has come.</param>
    /// <param name="received">Up to where the page has the app's; null: it has not said, so where the first piece lies has to be.</param>
    public void Begin(long arrived, long? received) => (_acknowledged, _streamed) = (arrived, received ?? -1);

    /// <summary>Says words, once <see cref="Wake"/> is called.</summary>
    /// <param name="words">The words.</param>
    public void Say(byte[] words)
    {
        lock (_lock)
            if (!_hasClosed)
                _toSay.Enqueue((Opcode.Text, words));
    }

    /// <summary>Answers a ping, once <see cref="Wake"/> is called.</summary>
    /// <param name="payload">Its payload.</param>
    public void Pong(byte[] payload)
    {
        // RFC 6455 §5.5.3: of several only the last needs an answer. A client that pings and takes nothing would fill the memory else.
        lock (_lock)
            _pong = payload;
    }

    /// <summary>Says that it is over; nothing follows.</summary>
    public void SayGoodbye()
    {
        lock (_lock)
        {
            if (_hasClosed)
                return;
            _hasClosed = true;
            _toSay.Enqueue((Opcode.Close, new ClosePayload((ushort)CloseCode.Normal, "").ToBytes()));
        }
    }

    /// <summary>There is no such session: what was to be said of it is not said.</summary>
    public void SayGone()
    {
        lock (_lock)
            _toSay.Clear();
        Say(CarrierWords.Gone);
        SayGoodbye();
    }

    /// <summary>Says what is new about the page's stream, or that the gateway lives, if either is due.</summary>
    public void Beat()
    {
        // What waits to be taken says as much.
        lock (_lock)
            if (_toSay.Count > 0)
                return;
        if (session.Input.Taken > _acknowledged)
            Say(AckOfNow());
        else if (time.GetElapsedTime(_said) >= session.Settings.Heartbeat / 2)
            Say(CarrierWords.Beat);
        else
            return;
        Wake();
    }

    /// <summary>Ends our half, whose client has said goodbye; where something is still being sent there, it is not waited for, since nobody reads it.</summary>
    public ValueTask FinishAsync()
    {
        lock (_lock)
        {
            if (_isSending)
                return default;
            // Nothing may be sent behind it.
            _isSending = true;
        }

        return end.FinishAsync();
    }

    /// <summary>There is something to send. Does not wait for the page.</summary>
    public void Wake()
    {
        lock (_lock)
        {
            _mayHaveMore = true;
            if (_isSending)
                return;
            _isSending = true;
        }

        _ = SendAllAsync();
    }

    private async Task SendAllAsync()
    {
        try
        {
            while (true)
            {
                var size = _size.Bytes;
                var buffer = ArrayPool<byte>.Shared.Rent(size);
                try
                {
                    var frame = Next(buffer, size);
                    if (frame.IsEmpty)
                        return;
                    await end.SendAsync(frame).ConfigureAwait(false);
                    _said = time.GetTimestamp();
                    if (IsDone())
                        return;
                }
                finally
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                }
            }
        }
        catch (Exception e) when (ITunnelEnd.IsBreak(e))
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
            _mayHaveMore = true;
            if (_toSay.TryDequeue(out var said))
                return Framed(buffer, said.Opcode, said.Payload);
            if (!_hasClosed)
            {
                if (_pong is { } pong)
                {
                    _pong = null;
                    return Framed(buffer, Opcode.Pong, pong);
                }

                if (IsAckDue)
                    return Framed(buffer, Opcode.Text, AckOfNow());
                var count = session.Take(carrier, buffer.AsSpan(Front..size), out var position, out var ended);
                if (count > 0)
                {
                    // What is large is sent in one go, once it is known to be.
                    _size.Saw(Front + count);
                    // It was all there was, unless somebody wakes us meanwhile.
                    _mayHaveMore = Front + count == size || ended;
                    return PieceFramed(buffer, position, count);
                }

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

    /// <returns>Whether there is certainly nothing more to send now: then nobody sends any more.</returns>
    private bool IsDone()
    {
        lock (_lock)
        {
            if (_mayHaveMore)
                return false;
            _isSending = false;
            return true;
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
}
