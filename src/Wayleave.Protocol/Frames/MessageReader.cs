using System.Buffers;
using Wayleave.Protocol.Deflate;

namespace Wayleave.Protocol.Frames;

/// <summary>Turns the bytes of one direction of an open socket into messages, pings, pongs and the close.</summary>
/// <remarks>
/// Feed it bytes however they are cut; each call takes some of them and gives at most one event, so call again with the rest,
/// even if none is left, until the answer is null: then all are consumed. It is not thread-safe. Payloads are copied, so the
/// bytes fed may be reused at once.
/// </remarks>
/// <param name="role">Which side we are.</param>
/// <param name="limits">Security limits; null for the defaults.</param>
public sealed class MessageReader(Role role, MessageLimits? limits = null)
{
    private readonly MessageLimits _limits = limits ?? MessageLimits.Default;
    private readonly PayloadBuffer _message = new();
    private readonly PayloadBuffer _control = new();
    private readonly PayloadBuffer _compressed = new();
    private readonly byte[] _headerBytes = new byte[FrameHeader.MaxLength];
    private int _headerFilled;
    private FrameHeader _frame;
    private bool _inFrame;
    private long _frameRead;
    private Opcode _messageOpcode;
    private bool _insideMessage;
    private bool _messageCompressed;
    private Utf8Stream _utf8;

    /// <summary>Whether each frame's header is an event of its own, before its payload; default false.</summary>
    public bool ReportFrames { get; init; }

    /// <summary>Inflates messages where permessage-deflate was agreed; null (the default) allows none that is compressed.</summary>
    /// <remarks>The reader does not dispose of it.</remarks>
    public MessageInflater? Inflater { get; init; }

    /// <summary>True after a close frame or a violation: nothing more will come of this direction.</summary>
    public bool Ended { get; private set; }

    /// <summary>True between the fragments of a message, or inside a frame.</summary>
    public bool InsideMessage => _insideMessage || _inFrame || _headerFilled > 0;

    /// <summary>Takes bytes until one event is complete or all are consumed.</summary>
    /// <param name="source">The bytes received and not consumed yet.</param>
    /// <param name="consumed">How many were taken.</param>
    /// <returns>The event; null if all bytes are consumed and more are needed.</returns>
    public MessageEvent? Read(ReadOnlySpan<byte> source, out int consumed)
    {
        consumed = 0;
        if (Ended)
        {
            // RFC 6455 §1.4: after a close frame, further data is discarded.
            consumed = source.Length;
            return null;
        }

        while (true)
        {
            if (!_inFrame)
            {
                var status = ReadHeader(source[consumed..], out var taken, out var violation);
                consumed += taken;
                if (violation != Violation.None)
                    return Fail(violation);
                if (status == OperationStatus.NeedMoreData)
                    return null;
                if (ReportFrames)
                    return new MessageEvent.FrameSeen(_frame);
            }

            var piece = source.Slice(consumed, (int)Math.Min(_frame.PayloadLength - _frameRead, source.Length - consumed));
            consumed += piece.Length;
            var flaw = TakePayload(piece);
            if (flaw != Violation.None)
                return Fail(flaw);
            if (_frameRead < _frame.PayloadLength)
                return null;

            _inFrame = false;
            if (EndFrame() is { } happened)
                return happened;
        }
    }

    private OperationStatus ReadHeader(ReadOnlySpan<byte> source, out int taken, out Violation violation)
    {
        // Mostly the header lies whole in the bytes given; one that is cut is gathered first.
        OperationStatus status;
        if (_headerFilled == 0 && source.Length >= FrameHeader.MaxLength)
        {
            status = FrameHeader.TryRead(source, out _frame, out taken, out violation);
        }
        else
        {
            var copied = Math.Min(source.Length, _headerBytes.Length - _headerFilled);
            source[..copied].CopyTo(_headerBytes.AsSpan(_headerFilled));
            status = FrameHeader.TryRead(_headerBytes.AsSpan(0, _headerFilled + copied), out _frame, out var length, out violation);
            taken = status == OperationStatus.Done ? length - _headerFilled : copied;
            _headerFilled = status == OperationStatus.Done ? 0 : _headerFilled + copied;
        }

        if (status != OperationStatus.Done)
            return status;

        violation = FrameRules.Check(_frame, role, Inflater is not null, _insideMessage, _limits.MaxFrameBytes);
        if (violation != Violation.None)
            return OperationStatus.InvalidData;
        BeginFrame();
        return OperationStatus.Done;
    }

    private void BeginFrame()
    {
        _inFrame = true;
        _frameRead = 0;
        if (_frame.Opcode.IsControl() || _frame.Opcode == Opcode.Continuation)
            return;
        _insideMessage = true;
        _messageOpcode = _frame.Opcode;
        _messageCompressed = _frame.Rsv1;
        _utf8 = default;
    }

    private Violation TakePayload(ReadOnlySpan<byte> piece)
    {
        if (_frame.Opcode.IsControl() || _messageCompressed)
        {
            // A compressed piece is unmasked apart, then inflated to the end of the message.
            var control = _frame.Opcode.IsControl();
            var gathered = control ? _control : _compressed;
            Masking.Apply(gathered.Append(piece), _frame.MaskingKey, _frameRead);
            _frameRead += piece.Length;
            return control ? Violation.None : Inflate(endsMessage: false);
        }

        // Before any byte is kept: a frame that cannot fit is refused by what it announces.
        if (_message.Length + _frame.PayloadLength - _frameRead > _limits.MaxMessageBytes)
            return Violation.MessageTooLarge;
        var kept = _message.Append(piece);
        Masking.Apply(kept, _frame.MaskingKey, _frameRead);
        _frameRead += piece.Length;
        return CheckText(kept);
    }

    private Violation Inflate(bool endsMessage)
    {
        var start = _message.Length;
        var violation = endsMessage
            ? Inflater!.EndMessage(_message, _limits.MaxMessageBytes)
            : Inflater!.Append(_compressed.From(0), _message, _limits.MaxMessageBytes);
        _compressed.Rewind();
        return violation != Violation.None ? violation : CheckText(_message.From(start));
    }

    private Violation CheckText(ReadOnlySpan<byte> text) =>
        _messageOpcode == Opcode.Text && !_utf8.Append(text) ? Violation.TextNotUtf8 : Violation.None;

    private MessageEvent? EndFrame()
    {
        switch (_frame.Opcode)
        {
            case Opcode.Ping:
                return new MessageEvent.Ping(_control.Take());
            case Opcode.Pong:
                return new MessageEvent.Pong(_control.Take());
            case Opcode.Close:
                var violation = ClosePayload.Read(_control.Take().Span, out var close);
                if (violation != Violation.None)
                    return Fail(violation);
                End();
                return new MessageEvent.Close(close.Code, close.Reason);
            default:
                return _frame.Fin ? EndMessage() : null;
        }
    }

    private MessageEvent EndMessage()
    {
        _insideMessage = false;
        if (_messageCompressed && Inflate(endsMessage: true) is not Violation.None and var violation)
            return Fail(violation);
        if (_messageOpcode == Opcode.Text)
            return _utf8.IsComplete ? new MessageEvent.TextMessage(_message.Take()) : Fail(Violation.TextNotUtf8);
        return new MessageEvent.BinaryMessage(_message.Take());
    }

    private MessageEvent.Failed Fail(Violation violation)
    {
        End();
        return new MessageEvent.Failed(violation);
    }

    private void End()
    {
        Ended = true;
        _message.Clear();
        _control.Clear();
        _compressed.Clear();
    }
}
