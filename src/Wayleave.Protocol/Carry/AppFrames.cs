using System.Buffers;
using Wayleave.Protocol.Frames;

namespace Wayleave.Protocol.Carry;

/// <summary>Makes of what an app sends a page's stream: pings and pongs are taken out, everything else stays to the byte.</summary>
/// <remarks>Feed it bytes however they are cut. Not thread-safe.</remarks>
/// <param name="stream">The page's stream.</param>
public sealed class AppFrames(KeptStream stream)
{
    private readonly byte[] _headerBytes = new byte[FrameHeader.MaxLength];
    private byte[] _control = [];
    private int _headerFilled;
    private FrameHeader _frame;
    private long _passed;
    private bool _inFrame;
    private bool _insideMessage;

    /// <summary>Whether a close frame has come whole: nothing more comes.</summary>
    public bool Ended { get; private set; }

    /// <summary>The payload of the ping or the close frame that <see cref="Next"/> has just told of; good until it is called again.</summary>
    public ReadOnlySpan<byte> Payload => _control.AsSpan(0, (int)_frame.PayloadLength);

    private bool IsKept => _frame.Opcode is not (Opcode.Ping or Opcode.Pong);

    /// <summary>Takes bytes until something is to be done, or all are used up; call again with those left over.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="consumed">How many were taken.</param>
    public AppEvent Next(ReadOnlySpan<byte> source, out int consumed)
    {
        consumed = source.Length;
        if (Ended)
            return AppEvent.None;
        // What is kept is mostly one piece, over any number of frames: it is copied once, when it ends.
        var (keptFrom, at) = (0, 0);
        while (true)
        {
            if (!_inFrame)
            {
                var status = ReadHeader(source, ref keptFrom, ref at);
                if (status == OperationStatus.InvalidData)
                    return AppEvent.Violation;
                if (status == OperationStatus.NeedMoreData)
                    return AppEvent.None;
            }

            var piece = (int)Math.Min(_frame.PayloadLength - _passed, source.Length - at);
            if (_frame.Opcode.IsControl())
            {
                // Many apps never send one.
                _control = _control.Length > 0 ? _control : new byte[125];
                source.Slice(at, piece).CopyTo(_control.AsSpan((int)_passed));
            }

            at += piece;
            _passed += piece;
            if (!IsKept)
                keptFrom = at;
            if (_passed < _frame.PayloadLength)
            {
                stream.Append(source[keptFrom..at]);
                return AppEvent.None;
            }

            _inFrame = false;
            if (_frame.Opcode is not (Opcode.Ping or Opcode.Close))
                continue;
            stream.Append(source[keptFrom..at]);
            Ended = _frame.Opcode == Opcode.Close;
            consumed = Ended ? source.Length : at;
            return Ended ? AppEvent.Close : AppEvent.Ping;
        }
    }

    private OperationStatus ReadHeader(ReadOnlySpan<byte> source, ref int keptFrom, ref int at)
    {
        var status = FrameHeader.TryRead(_headerFilled == 0 ? source[at..] : default, out _frame, out var length, out var violation);
        var isCut = status == OperationStatus.NeedMoreData;
        var begin = at;
        if (isCut)
        {
            // It is kept apart until it is known what it is the header of.
            stream.Append(source[keptFrom..at]);
            var copied = Math.Min(source.Length - at, _headerBytes.Length - _headerFilled);
            source.Slice(at, copied).CopyTo(_headerBytes.AsSpan(_headerFilled));
            status = FrameHeader.TryRead(_headerBytes.AsSpan(0, _headerFilled + copied), out _frame, out length, out violation);
            if (status == OperationStatus.NeedMoreData)
            {
                _headerFilled += copied;
                return status;
            }

            length -= _headerFilled;
        }

        if (status == OperationStatus.Done)
            violation = FrameRules.Check(_frame, Role.Client, false, _insideMessage, long.MaxValue);
        if (violation != Violation.None)
        {
            // What came before is the page's, also where it came in one piece with what is wrong.
            if (!isCut)
                stream.Append(source[keptFrom..begin]);
            return OperationStatus.InvalidData;
        }

        at += length;
        if (isCut)
        {
            if (IsKept)
                stream.Append(_headerBytes.AsSpan(0, _headerFilled + length));
            keptFrom = at;
        }
        else if (!IsKept)
        {
            stream.Append(source[keptFrom..begin]);
            keptFrom = at;
        }

        (_headerFilled, _inFrame, _passed) = (0, true, 0);
        if (!_frame.Opcode.IsControl())
            _insideMessage = !_frame.Fin;
        return OperationStatus.Done;
    }
}
