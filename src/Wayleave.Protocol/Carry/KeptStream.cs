using System.Buffers;
using Wayleave.Protocol.Frames;

namespace Wayleave.Protocol.Carry;

/// <summary>One direction of a carried socket at the side that sends: what is not acknowledged yet, by its position in the stream.</summary>
/// <remarks>
/// <code>
///   0 ........ Start ............................ End
///     (gone)         kept, to be sent again            (not there yet)
/// </code>
/// The stream is made of frames, whose headers come whole, so that messages can be counted in what is sent again. Not thread-safe.
/// </remarks>
public sealed class KeptStream
{
    private readonly ByteRing _kept = new();
    private FrameMark _next;
    private FrameMark _ahead;
    private bool _cutsMessageEnd;

    /// <summary>Up to where the other side has it.</summary>
    public long Start { get; private set; }

    /// <summary>How many bytes are kept.</summary>
    public int Count => _kept.Count;

    /// <summary>Where it ends as yet.</summary>
    public long End => Start + Count;

    /// <summary>Adds bytes at its end.</summary>
    /// <param name="bytes">The bytes; they are copied.</param>
    public void Append(ReadOnlySpan<byte> bytes) => _kept.Append(bytes);

    /// <summary>The other side has it up to a position: what lies before is let go.</summary>
    /// <param name="position">The position; one that was passed already changes nothing.</param>
    /// <returns>False where the stream has not come so far: then the other side is mistaken, or lies.</returns>
    public bool Acknowledge(long position)
    {
        if (position > End)
            return false;
        if (position <= Start)
            return true;
        WalkTo(position);
        _kept.Drop((int)(position - Start));
        Start = position;
        return true;
    }

    /// <summary>Copies what lies at a position.</summary>
    /// <param name="position">From <see cref="Start"/> to <see cref="End"/>.</param>
    /// <param name="destination">Where to.</param>
    /// <returns>How many bytes were copied: as many as there are, and as fit.</returns>
    public int Copy(long position, Span<byte> destination) => _kept.Copy((int)(position - Start), destination);

    /// <summary>How many messages end in what is kept, up to a position.</summary>
    /// <param name="position">The position; where it is none before the last one asked for, no frame is looked at more than once.</param>
    public int MessagesTo(long position)
    {
        if (_ahead.At < _next.At || _ahead.At > position)
            _ahead = _next;
        while (FrameAt(_ahead.At) is { } frame && _ahead.Behind(frame) is var behind && behind.At <= position)
            _ahead = behind;
        // The last one before may end only behind what is acknowledged.
        var isCut = _cutsMessageEnd && _next.At > Start;
        return isCut && _next.At > position ? 0 : (int)(_ahead.Messages - _next.Messages) + (isCut ? 1 : 0);
    }

    /// <summary>Lets go of everything; nothing more may be done with it.</summary>
    public void Release()
    {
        Start = End;
        _kept.Release();
    }

    // Once bytes are gone their frames cannot be read any more: where the next one begins is found before.
    private void WalkTo(long position)
    {
        while (_next.At < position && FrameAt(_next.At) is { } frame)
        {
            _cutsMessageEnd = FrameMark.EndsMessage(frame);
            _next = _next.Behind(frame);
        }
    }

    private FrameHeader? FrameAt(long position)
    {
        if (position < Start || position >= End)
            return null;
        Span<byte> bytes = stackalloc byte[FrameHeader.MaxLength];
        var count = Copy(position, bytes);
        return FrameHeader.TryRead(bytes[..count], out var frame, out _, out _) == OperationStatus.Done ? frame : null;
    }

    /// <param name="At">Where a frame begins.</param>
    /// <param name="Messages">How many messages have ended before.</param>
    private readonly record struct FrameMark(long At, long Messages)
    {
        public static bool EndsMessage(in FrameHeader frame) => frame.Fin && !frame.Opcode.IsControl();

        public FrameMark Behind(in FrameHeader frame) => new(At + frame.HeaderLength + frame.PayloadLength, Messages + (EndsMessage(frame) ? 1 : 0));
    }
}
