using System.Buffers;
using Wayleave.Protocol.Frames;

namespace Wayleave.Protocol.Carry;

/// <summary>Makes of a page's stream what a WebSocket client sends to an app: the same frames, masked.</summary>
/// <remarks>
/// A small frame goes out whole. A large one goes out as far as it has come, as fragments of the message: so what is written always ends
/// where a frame does, and a pong or a close of ours may follow at any time, also when the page never comes back with the rest.
/// Not thread-safe.
/// </remarks>
/// <param name="maskingKey">Gives a fresh key for each frame.</param>
public sealed class PageFrames(Func<uint> maskingKey)
{
    /// <summary>The longest payload that waits for its end; apps that cannot do with fragments never see one of a message that short.</summary>
    public const int WholeBytes = 2048;

    /// <summary>With room for so many bytes there is always progress.</summary>
    public const int LeastRoom = WholeBytes + FrameHeader.MaxLength;

    private readonly byte[] _headerBytes = new byte[FrameHeader.MaxLength];
    private int _headerFilled;
    private FrameHeader _frame;
    private bool _inFrame;
    private bool _begun;
    private bool _insideMessage;
    private long _left;
    private byte[]? _held;
    private int _heldCount;

    /// <summary>Whether the page's close frame has been written: nothing more comes.</summary>
    public bool Ended { get; private set; }

    /// <summary>What was wrong; nothing more comes after that.</summary>
    public Violation Violation { get; private set; }

    /// <summary>Takes bytes of the stream as long as there is room for what becomes of them.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="mask">The key with which they are masked, from the first one on; 0: they are not.</param>
    /// <param name="destination">Where to, at least <see cref="LeastRoom"/> bytes.</param>
    /// <param name="consumed">How many were taken; those behind the close frame are taken too, and nothing becomes of them.</param>
    /// <returns>How many bytes were written.</returns>
    public int Next(ReadOnlySpan<byte> source, uint mask, Span<byte> destination, out int consumed)
    {
        var written = 0;
        consumed = 0;
        while (true)
        {
            if (Ended || Violation != Violation.None)
            {
                consumed = source.Length;
                return written;
            }

            if (!_inFrame && !ReadHeader(source, mask, ref consumed))
            {
                if (Violation != Violation.None)
                    continue;
                return written;
            }

            var available = source[consumed..];
            if (_frame.PayloadLength <= WholeBytes && _heldCount + available.Length < _frame.PayloadLength)
            {
                Hold(available, Masking.KeyAt(mask, consumed));
                consumed = source.Length;
                return written;
            }

            var room = RoomOf(destination.Length - written);
            var piece = Math.Min(_left, available.Length + _heldCount);
            if (room < Math.Min(piece, WholeBytes) || room < 0)
                return written;
            piece = Math.Min(piece, room);
            if (piece == 0 && _left > 0)
                return written;
            written += Write(available, Masking.KeyAt(mask, consumed), (int)piece, destination[written..], out var taken);
            consumed += taken;
        }
    }

    // Nothing of it stays unused where a frame is cut for it: who sees a buffer filled gives a larger one, and a message comes in fewer fragments.
    private static int RoomOf(int bytes)
    {
        const int Medium = 8;
        return bytes - (bytes - Medium <= ushort.MaxValue ? Medium : FrameHeader.MaxLength);
    }

    private bool ReadHeader(ReadOnlySpan<byte> source, uint mask, ref int consumed)
    {
        var copied = Math.Min(source.Length - consumed, _headerBytes.Length - _headerFilled);
        Masking.Copy(source.Slice(consumed, copied), _headerBytes.AsSpan(_headerFilled), mask, consumed);
        var status = FrameHeader.TryRead(_headerBytes.AsSpan(0, _headerFilled + copied), out _frame, out var length, out var violation);
        if (status == OperationStatus.NeedMoreData)
        {
            _headerFilled += copied;
            consumed += copied;
            return false;
        }

        if (status == OperationStatus.Done)
            // Pings and pongs are between the gateway and the app.
            violation = _frame.Opcode is Opcode.Ping or Opcode.Pong ? Violation.OpcodeReserved : FrameRules.Check(_frame, Role.Client, false, _insideMessage, long.MaxValue);
        Violation = violation;
        if (violation != Violation.None)
            return false;
        consumed += length - _headerFilled;
        (_headerFilled, _inFrame, _begun, _left) = (0, true, false, _frame.PayloadLength);
        return true;
    }

    private void Hold(ReadOnlySpan<byte> bytes, uint mask)
    {
        if (bytes.IsEmpty)
            return;
        _held ??= ArrayPool<byte>.Shared.Rent(WholeBytes);
        Masking.Copy(bytes, _held.AsSpan(_heldCount), mask, 0);
        _heldCount += bytes.Length;
    }

    private int Write(ReadOnlySpan<byte> available, uint mask, int piece, Span<byte> destination, out int taken)
    {
        var key = maskingKey();
        var header = new FrameHeader
        {
            Fin = _frame.Fin && piece == _left, Opcode = _begun ? Opcode.Continuation : _frame.Opcode, Masked = true, MaskingKey = key, PayloadLength = piece,
        };
        var payload = destination.Slice(header.Write(destination), piece);
        taken = piece - _heldCount;
        Masking.Copy(_held.AsSpan(0, _heldCount), payload, key, 0);
        Masking.Copy(available[..taken], payload[_heldCount..], Masking.KeyAt(key, _heldCount) ^ mask, 0);
        if (_held is not null)
            ArrayPool<byte>.Shared.Return(_held);
        (_held, _heldCount, _begun) = (null, 0, true);
        _left -= piece;
        if (_left > 0)
            return header.HeaderLength + piece;
        _inFrame = false;
        if (_frame.Opcode == Opcode.Close)
            Ended = true;
        else
            _insideMessage = !_frame.Fin;
        return header.HeaderLength + piece;
    }
}
