using System.Buffers.Binary;

namespace Wayleave.Protocol.Relay;

/// <summary>
/// Whether one peer is there: when it was last heard, when it was last sent something, and which pings of ours it owes an answer to.
/// </summary>
/// <remarks>
/// A ping of ours carries a tag of 8 random bytes and a counter; a pong with that tag answers it and nobody else's. A peer may answer
/// only the latest of several pings (RFC 6455 §5.5.3), so the latest answered one answers all before it, and none of ours is sent while
/// somebody else's waits for its answer: we could eat the answer.
/// A ping counts from the moment it goes out. One that waits for the end of the other side's frame is nobody's debt; but while the peer
/// takes nothing of what is sent to it (<see cref="Waits"/>), each ping that falls due is one that it owes.
/// </remarks>
/// <param name="settings">How its line is kept alive.</param>
/// <param name="tag">Random; one for each peer and socket.</param>
/// <param name="now">The time at which the socket opened.</param>
public sealed class Pulse(PulseSettings settings, ulong tag, TimeSpan now)
{
    /// <summary>A tagged payload's length: 8 bytes of tag, 4 of counter.</summary>
    public const int PayloadLength = 12;

    private TimeSpan _heard = now;
    private TimeSpan _sent = now;
    private TimeSpan _drained = now;
    private TimeSpan _beat = now;
    private TimeSpan _pinged;
    private TimeSpan? _foreignPing;
    private uint _count;
    private uint _answered;
    private int _missed;
    private bool _queued;
    private bool _waits;

    /// <summary>When the peer was last heard; any byte counts.</summary>
    public TimeSpan LastHeard => _heard;

    /// <summary>When the peer last took bytes that had waited for it.</summary>
    public TimeSpan LastDrained => _drained;

    /// <summary>The last round trip measured by a ping of ours; null before the first.</summary>
    public TimeSpan? RoundTrip { get; private set; }

    /// <summary>How many round trips have been measured.</summary>
    public int RoundTrips { get; private set; }

    /// <summary>How many pings of ours are unanswered.</summary>
    public int Unanswered => (int)(_count - _answered) + _missed;

    /// <summary>Whether bytes wait for it to take them.</summary>
    public bool IsWaiting => _waits;

    /// <summary>When <see cref="Beat"/> or <see cref="IsDead"/> may next have something to say; null: never, or not before a queued frame has gone out.</summary>
    public TimeSpan? WakeAt
    {
        get
        {
            if (settings.Interval is not { } interval)
                return null;
            TimeSpan? due = _queued && !_waits ? null : DueAt(interval);
            return Unanswered < PulseSettings.DeadPings || !settings.Proves || due < DeadAt(interval) ? due : DeadAt(interval);
        }
    }

    /// <summary>Bytes came from the peer.</summary>
    /// <param name="now">The time.</param>
    public void Heard(TimeSpan now) => _heard = now;

    /// <summary>Bytes of the other side's went to the peer.</summary>
    /// <param name="now">The time.</param>
    public void Sent(TimeSpan now) => _sent = now;

    /// <summary>A frame of ours went to the peer: the one that <see cref="Beat"/> gave, if one was waiting.</summary>
    /// <param name="now">The time.</param>
    public void InsertSent(TimeSpan now)
    {
        _sent = now;
        if (!_queued)
            return;
        _queued = false;
        _beat = now;
        _pinged = now;
        if (settings.Proves)
            _count++;
    }

    /// <summary>Bytes wait for the peer to take them, until <see cref="Drained"/>.</summary>
    public void Waits() => _waits = true;

    /// <summary>The peer took bytes that had waited for it: a sign of life, also where its pong queues behind a slow download.</summary>
    /// <param name="now">The time.</param>
    public void Drained(TimeSpan now) => (_drained, _waits, _missed) = (now, false, 0);

    /// <summary>A ping of the other side's went to the peer.</summary>
    /// <param name="now">The time.</param>
    public void ForeignPingSent(TimeSpan now) => _foreignPing ??= now;

    /// <summary>A pong came from the peer.</summary>
    /// <param name="payload">Its payload, unmasked.</param>
    /// <param name="now">The time.</param>
    /// <returns>True if it answers a ping of ours: it is to be swallowed.</returns>
    public bool PongHeard(ReadOnlySpan<byte> payload, TimeSpan now)
    {
        if (_count == 0 || payload.Length != PayloadLength || BinaryPrimitives.ReadUInt64BigEndian(payload) != tag)
        {
            _foreignPing = null;
            return false;
        }

        var number = BinaryPrimitives.ReadUInt32BigEndian(payload[8..]);
        if (number > _answered && number <= _count)
        {
            if (number == _count)
                (RoundTrip, RoundTrips) = (now - _pinged, RoundTrips + 1);
            _answered = number;
        }

        return true;
    }

    /// <summary>Whether a frame is due that keeps the line alive.</summary>
    /// <param name="now">The time.</param>
    /// <param name="payload">Takes its payload, <see cref="PayloadLength"/> bytes.</param>
    /// <returns>True: queue it, as a ping or a pong as <see cref="PulseSettings.Proves"/> says, and tell <see cref="InsertSent"/> when it goes out.</returns>
    public bool Beat(TimeSpan now, Span<byte> payload)
    {
        if (settings.Interval is not { } interval || now < DueAt(interval))
            return false;
        _beat = now;
        if (_waits)
            _missed++;
        if (_queued)
            return false;
        _queued = true;
        BinaryPrimitives.WriteUInt64BigEndian(payload, tag);
        BinaryPrimitives.WriteUInt32BigEndian(payload[8..], _count + 1);
        return true;
    }

    /// <summary>Whether the peer must be taken for dead: not a byte for three intervals, and two pings unanswered, the last for an interval.</summary>
    /// <param name="now">The time.</param>
    public bool IsDead(TimeSpan now) =>
        settings is { Proves: true, Interval: { } interval } && Unanswered >= PulseSettings.DeadPings && now >= DeadAt(interval);

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    // Either direction's silence counts; a ping of somebody else's gets one interval to be answered before ours may follow.
    private TimeSpan DueAt(TimeSpan interval)
    {
        var due = Later(_heard < _sent ? _heard : _sent, _beat);
        return (_foreignPing is { } foreign ? Later(due, foreign) : due) + interval;
    }

    // The second ping gets an interval to be answered; those after it put off nothing.
    private TimeSpan DeadAt(TimeSpan interval) =>
        Later(Later(_heard, _drained) + (settings.DeadAfter ?? interval * PulseSettings.DeadIntervals), Unanswered > PulseSettings.DeadPings ? TimeSpan.Zero : _beat + interval);
}
