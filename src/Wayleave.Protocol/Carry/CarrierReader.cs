using System.Buffers;
using Wayleave.Protocol.Frames;

namespace Wayleave.Protocol.Carry;

/// <summary>Reads what a page sends over a carrier's WebSocket: binary messages are pieces of the stream, text messages are words.</summary>
/// <remarks>Pieces are given as they come and where they lie, masked still; all else is gathered first. Not thread-safe.</remarks>
public sealed class CarrierReader
{
    /// <summary>The longest words.</summary>
    public const int MaxWordsBytes = 64;

    private readonly byte[] _headerBytes = new byte[FrameHeader.MaxLength];
    private readonly byte[] _gathered = new byte[MaxWordsBytes];
    private int _headerFilled;
    private int _wordsFilled;
    private FrameHeader _frame;
    private long _passed;
    private bool _inFrame;
    private bool _insideMessage;
    private bool _isText;
    private byte[]? _control;

    /// <summary>The words, or the payload of the ping or the close frame, that <see cref="Next"/> has just told of.</summary>
    public ReadOnlyMemory<byte> Gathered { get; private set; }

    /// <summary>The key with which the piece is masked that <see cref="Next"/> has just told of, from its first byte on.</summary>
    public uint PieceMask { get; private set; }

    /// <summary>Takes bytes until there is something to tell, or all are used up; call again with those left over.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="consumed">How many were taken.</param>
    /// <param name="piece">Of a piece, how many of the last bytes taken are it.</param>
    public CarrierEvent Next(ReadOnlySpan<byte> source, out int consumed, out int piece)
    {
        consumed = piece = 0;
        while (true)
        {
            if (!_inFrame)
            {
                var status = ReadHeader(source, ref consumed);
                if (status == OperationStatus.InvalidData)
                    return CarrierEvent.Violation;
                if (status == OperationStatus.NeedMoreData)
                    return CarrierEvent.None;
            }

            var come = source.Slice(consumed, (int)Math.Min(_frame.PayloadLength - _passed, source.Length - consumed));
            var mask = Masking.KeyAt(_frame.MaskingKey, _passed);
            consumed += come.Length;
            _passed += come.Length;
            _inFrame = _passed < _frame.PayloadLength;
            var happened = _frame.Opcode.IsControl() ? Control(come, mask) : _isText ? Words(come, mask) : CarrierEvent.Piece;
            if (happened == CarrierEvent.Piece)
                (piece, PieceMask) = (come.Length, mask);
            // An empty message says nothing.
            if (happened != CarrierEvent.None && (happened != CarrierEvent.Piece || piece > 0))
                return happened;
            if (_inFrame)
                return CarrierEvent.None;
        }
    }

    private OperationStatus ReadHeader(ReadOnlySpan<byte> source, ref int consumed)
    {
        var copied = Math.Min(source.Length - consumed, _headerBytes.Length - _headerFilled);
        source.Slice(consumed, copied).CopyTo(_headerBytes.AsSpan(_headerFilled));
        var status = FrameHeader.TryRead(_headerBytes.AsSpan(0, _headerFilled + copied), out _frame, out var length, out _);
        if (status == OperationStatus.NeedMoreData)
        {
            _headerFilled += copied;
            consumed += copied;
        }

        if (status != OperationStatus.Done)
            return status;
        if (FrameRules.Check(_frame, Role.Server, false, _insideMessage, long.MaxValue) != Violation.None)
            return OperationStatus.InvalidData;
        consumed += length - _headerFilled;
        (_headerFilled, _inFrame, _passed) = (0, true, 0);
        if (_frame.Opcode.IsControl())
            return OperationStatus.Done;
        if (!_insideMessage)
            (_isText, _wordsFilled) = (_frame.Opcode == Opcode.Text, 0);
        _insideMessage = !_frame.Fin;
        return OperationStatus.Done;
    }

    private CarrierEvent Control(ReadOnlySpan<byte> come, uint mask)
    {
        // Rare: a browser's ping, or the end.
        _control ??= new byte[125];
        Masking.Copy(come, _control.AsSpan((int)_passed - come.Length), mask, 0);
        if (_inFrame || _frame.Opcode == Opcode.Pong)
            return CarrierEvent.None;
        Gathered = _control.AsMemory(0, (int)_passed);
        return _frame.Opcode == Opcode.Ping ? CarrierEvent.Ping : CarrierEvent.Close;
    }

    private CarrierEvent Words(ReadOnlySpan<byte> come, uint mask)
    {
        if (_wordsFilled + come.Length > MaxWordsBytes)
            return CarrierEvent.Violation;
        Masking.Copy(come, _gathered.AsSpan(_wordsFilled), mask, 0);
        _wordsFilled += come.Length;
        if (_inFrame || _insideMessage)
            return CarrierEvent.None;
        Gathered = _gathered.AsMemory(0, _wordsFilled);
        return CarrierEvent.Words;
    }
}
