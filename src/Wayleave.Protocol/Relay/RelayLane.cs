using System.Buffers;
using Wayleave.Protocol.Frames;

namespace Wayleave.Protocol.Relay;

/// <summary>One direction of a relayed socket: passes bytes on as they are, and knows where frames begin and end.</summary>
/// <remarks>
/// <code>
/// received  ──►[ header | payload | header | pay…   ──►  sent on, byte for byte
///                                 ▲
///                 frames of our own fit in here alone
/// </code>
/// Payloads of data frames are skipped, never copied. A header that is cut, and a control frame that is cut, are held back until
/// they are whole (at most 139 bytes): so a pong of ours is swallowed whole or not at all, and nothing of ours ever stands inside a
/// frame. What breaks the protocol is passed on all the same, and from then on nothing is looked at nor inserted: the peers judge it.
/// Not thread-safe.
/// </remarks>
/// <param name="receiver">The role of the peer that the bytes go to: <see cref="Role.Server"/> from client to app.</param>
/// <param name="limits">What it lets through.</param>
/// <param name="extended">Whether an extension was agreed on: then reserved bits have a meaning that is not ours to judge.</param>
public sealed class RelayLane(Role receiver, LaneLimits limits = default, bool extended = false)
{
    private const int MaxControlFrame = FrameHeader.MaxLength + 125;

    private byte[]? _held;
    private int _heldLength;
    private ArrayBufferWriter<byte>? _inserts;
    private long _payloadLeft;
    private bool _insideMessage;
    private bool _lastFrame;
    private long _messageBytes;
    private bool _blind;
    private bool _closedByUs;
    private bool _stopped;

    /// <summary>Whoever sends on this lane; told of pongs.</summary>
    public required Pulse Sender { get; init; }

    /// <summary>Whoever receives on this lane; told of pings.</summary>
    public required Pulse Receiver { get; init; }

    /// <summary>How many bytes have been passed on.</summary>
    public long Bytes { get; private set; }

    /// <summary>How many messages have been passed on whole.</summary>
    public long Messages { get; private set; }

    /// <summary>When the last byte of a data frame passed, or where nothing is seen any more, the last byte.</summary>
    public TimeSpan LastData { get; private set; }

    /// <summary>The close frame that passed; null before one has.</summary>
    public ClosePayload? Close { get; private set; }

    /// <summary>The first thing that broke the protocol; what follows it is passed on unseen.</summary>
    public Violation Violation { get; private set; }

    /// <summary>Whether what has been sent on ends with a whole frame.</summary>
    public bool BetweenFrames => _payloadLeft == 0 && !_blind;

    /// <summary>Whether frames of ours wait for the end of a frame.</summary>
    public bool HasInsert => _inserts is { WrittenCount: > 0 };

    /// <summary>Whether the protocol was broken, so that nothing is seen any more.</summary>
    public bool IsBlind => _blind;

    /// <summary>Whether a close frame has passed, or one of ours will or did.</summary>
    public bool IsClosed => Close is not null || _closedByUs;

    /// <summary>Whether nothing of ours can go out any more.</summary>
    public bool IsShut => _blind || IsClosed;

    /// <summary>Puts a frame in the queue for the next place between two frames; not after a close, nor where nothing is seen any more.</summary>
    /// <param name="opcode">A control frame's.</param>
    /// <param name="payload">Its payload.</param>
    /// <param name="maskingKey">A fresh key towards an app; null towards a client.</param>
    /// <returns>False if it cannot be sent any more.</returns>
    public bool TryInsert(Opcode opcode, ReadOnlySpan<byte> payload, uint? maskingKey)
    {
        if (IsShut)
            return false;
        FrameWriter.Write(_inserts ??= new ArrayBufferWriter<byte>(32), opcode, payload, maskingKey);
        // RFC 6455 §5.5.1: no data follows a close frame.
        _closedByUs |= opcode == Opcode.Close;
        return true;
    }

    /// <summary>The frames that wait, if this is a place for them; else nothing. The receiver's pulse is told.</summary>
    /// <param name="now">The time.</param>
    public ReadOnlyMemory<byte> TakeInsert(TimeSpan now)
    {
        if (!HasInsert || _payloadLeft > 0)
            return default;
        var taken = _inserts!.WrittenMemory;
        _inserts = null;
        Receiver.InsertSent(now);
        return taken;
    }

    /// <summary>The bytes held back, when no more will come: they belong to the stream.</summary>
    public ReadOnlyMemory<byte> TakeHeld()
    {
        var bytes = _closedByUs || _stopped ? default : _held.AsMemory(0, _heldLength);
        (_held, _heldLength) = (null, 0);
        Bytes += bytes.Length;
        return bytes;
    }

    /// <summary>Takes one step over received bytes; call again with what is left, until nothing is.</summary>
    /// <param name="input">The bytes received and not done with yet; at least one.</param>
    /// <param name="now">The time.</param>
    public LaneStep Next(ReadOnlySpan<byte> input, TimeSpan now)
    {
        if (HasInsert && _payloadLeft == 0)
            return new LaneStep(TakeInsert(now), 0, 0);
        // A close of ours that still waits for the end of a frame is not said yet: that frame goes on.
        if ((_closedByUs && !HasInsert) || _stopped)
            return new LaneStep(default, 0, input.Length);
        if (_blind || Close is not null)
        {
            LastData = now;
            return Pass(default, input.Length, 0);
        }

        return _heldLength > 0 ? Complete(input, now) : Scan(input, now);
    }

    /// <summary>Looks at bytes where they lie: the common case.</summary>
    private LaneStep Scan(ReadOnlySpan<byte> input, TimeSpan now)
    {
        var at = 0;
        if (_payloadLeft > 0)
            LastData = now;
        while (at < input.Length)
        {
            if (_payloadLeft > 0)
            {
                var skipped = (int)Math.Min(_payloadLeft, input.Length - at);
                at += skipped;
                _payloadLeft -= skipped;
                if (_payloadLeft > 0)
                    break;
                EndFrame();
                if (HasInsert)
                    break;
                continue;
            }

            var status = FrameHeader.TryRead(input[at..], out var header, out var length, out var violation);
            if (status == OperationStatus.NeedMoreData)
                return Hold(input, at);
            violation = status == OperationStatus.Done ? Check(header) : violation;
            if (violation != Violation.None)
                return Break(violation) ? Pass(default, at, input.Length - at, violation) : Pass(default, input.Length, 0);

            if (!header.Opcode.IsControl())
            {
                at += length;
                BeginFrame(header, now);
                continue;
            }

            var whole = length + (int)header.PayloadLength;
            if (input.Length - at < whole)
                return Hold(input, at);
            if (!TakeControl(header, input.Slice(at + length, (int)header.PayloadLength), now))
                return Pass(default, at, whole);
            at += whole;
            if (Close is not null)
                return Pass(default, input.Length, 0);
        }

        return Pass(default, at, 0);
    }

    /// <summary>Goes on with a header or a control frame of which a part is held.</summary>
    private LaneStep Complete(ReadOnlySpan<byte> input, TimeSpan now)
    {
        var taken = 0;
        var status = Gather(input, ref taken, out var header, out var length, out var violation);
        if (status == OperationStatus.NeedMoreData)
            return Pass(default, 0, taken);
        violation = status == OperationStatus.Done ? Check(header) : violation;
        if (violation != Violation.None)
            return Break(violation) ? Pass(default, 0, input.Length, violation) : Pass(TakeHeld(), 0, taken);
        if (!header.Opcode.IsControl())
        {
            BeginFrame(header, now);
            return Pass(TakeHeld(), 0, taken);
        }

        var whole = length + (int)header.PayloadLength;
        var missing = Math.Min(whole - _heldLength, input.Length - taken);
        input.Slice(taken, missing).CopyTo(_held.AsSpan(_heldLength));
        _heldLength += missing;
        taken += missing;
        if (_heldLength < whole)
            return Pass(default, 0, taken);
        if (TakeControl(header, _held.AsSpan(length, (int)header.PayloadLength), now))
            return Pass(TakeHeld(), 0, taken);
        (_held, _heldLength) = (null, 0);
        return Pass(default, 0, taken);
    }

    // Byte by byte until the header is whole, so that never more is gathered than it takes.
    private OperationStatus Gather(
        ReadOnlySpan<byte> input, ref int taken, out FrameHeader header, out int length, out Violation violation)
    {
        var status = FrameHeader.TryRead(_held.AsSpan(0, _heldLength), out header, out length, out violation);
        while (status == OperationStatus.NeedMoreData && taken < input.Length)
        {
            _held![_heldLength++] = input[taken++];
            status = FrameHeader.TryRead(_held.AsSpan(0, _heldLength), out header, out length, out violation);
        }

        return status;
    }

    private LaneStep Hold(ReadOnlySpan<byte> input, int at)
    {
        _held = new byte[MaxControlFrame];
        _heldLength = input.Length - at;
        input[at..].CopyTo(_held);
        return Pass(default, at, _heldLength);
    }

    private LaneStep Pass(ReadOnlyMemory<byte> insert, int forward, int drop, Violation violation = Violation.None)
    {
        Bytes += forward;
        return new LaneStep(insert, forward, drop, violation);
    }

    /// <summary>Something breaks the protocol, or a limit. Where no limit is kept it is the peers' own affair.</summary>
    /// <returns>True if nothing more may pass.</returns>
    private bool Break(Violation violation)
    {
        Violation = violation;
        _stopped = limits.Any;
        _blind = !limits.Any;
        return _stopped;
    }

    private Violation Check(in FrameHeader header)
    {
        if (!header.Opcode.IsControl())
        {
            if (header.PayloadLength > (limits.FrameBytes ?? long.MaxValue))
                return Violation.FrameTooLarge;
            if (header.PayloadLength > (limits.MessageBytes ?? long.MaxValue) - _messageBytes)
                return Violation.MessageTooLarge;
        }

        // What an extension makes of reserved bits is between those who agreed on it.
        var judged = extended ? header with { Rsv1 = false, Rsv2 = false, Rsv3 = false } : header;
        return FrameRules.Check(judged, receiver, deflate: false, _insideMessage, long.MaxValue);
    }

    private void BeginFrame(in FrameHeader header, TimeSpan now)
    {
        LastData = now;
        _insideMessage = true;
        _lastFrame = header.Fin;
        _messageBytes += header.PayloadLength;
        _payloadLeft = header.PayloadLength;
        if (_payloadLeft == 0)
            EndFrame();
    }

    private void EndFrame()
    {
        if (!_lastFrame)
            return;
        Messages++;
        _insideMessage = false;
        _messageBytes = 0;
    }

    /// <summary>A whole control frame.</summary>
    /// <returns>False if it is swallowed.</returns>
    private bool TakeControl(in FrameHeader header, ReadOnlySpan<byte> payload, TimeSpan now)
    {
        if (header.Opcode == Opcode.Ping)
        {
            Receiver.ForeignPingSent(now);
            return true;
        }

        Span<byte> plain = stackalloc byte[125];
        plain = plain[..payload.Length];
        Masking.Copy(payload, plain, header.MaskingKey, 0);
        if (header.Opcode == Opcode.Pong)
            return !Sender.PongHeard(plain, now);

        // A close that says something forbidden is passed on like any other; only what it says is not believed.
        _ = ClosePayload.Read(plain, out var close);
        Close = close;
        return true;
    }
}
