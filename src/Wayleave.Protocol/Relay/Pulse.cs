using System.Buffers.Binary;

namespace Wayleave.Protocol.Relay;

/// <summary>
/// Whether one peer is there: when it was last heard, when it was last sent something, and which pings of ours it owes an answer to.
/// </summary>
/// <remarks>
/// A ping of ours carries a tag of 8 random bytes and a counter; a pong with that tag answers it and nobody else's. A peer may answer
/// only the latest of several pings (RFC 6455 §5.5.3), so the latest answered one answers all before it, and none of ours is sent while
/// somebody else's waits for its answer: we could eat the answer.
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
    private TimeSpan _beat = now;
    private TimeSpan _drained = now;
    private TimeSpan? _foreignPing;
    private uint _count;
    private uint _answered;

    /// <summary>When the peer was last heard; any byte counts.</summary>
    public TimeSpan LastHeard => _heard;

    /// <summary>The last round trip measured by a ping of ours; null before the first.</summary>
    public TimeSpan? RoundTrip { get; private set; }

    /// <summary>How many round trips have been measured.</summary>
    public int RoundTrips { get; private set; }

    /// <summary>How many pings of ours are unanswered.</summary>
    public int Unanswered => (int)(_count - _answered);

    /// <summary>When <see cref="Beat"/> or <see cref="IsDead"/> may next have something to say; null: never.</summary>
    public TimeSpan? WakeAt
    {
        get
        {
            if (settings.Interval is not { } interval)
                return null;
            // Either direction's silence counts; a ping of somebody else's gets one interval to be answered before ours may follow.
            var due = Later((_heard < _sent ? _heard : _sent) + interval, _beat + interval);
            if (_foreignPing is { } foreign)
                due = Later(due, foreign + interval);
            return Unanswered >= PulseSettings.DeadPings && settings.Proves ? Sooner(due, Later(DeadAt(interval), _beat)) : due;
        }
    }

    /// <summary>Bytes came from the peer.</summary>
    /// <param name="now">The time.</param>
    public void Heard(TimeSpan now) => _heard = now;

    /// <summary>Bytes went to the peer.</summary>
    /// <param name="now">The time.</param>
    public void Sent(TimeSpan now) => _sent = now;

    /// <summary>The peer took bytes that had waited for it: a sign of life, also where its pong queues behind a slow download.</summary>
    /// <param name="now">The time.</param>
    public void Drained(TimeSpan now) => _drained = now;

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
                (RoundTrip, RoundTrips) = (now - _beat, RoundTrips + 1);
            _answered = number;
        }

        return true;
    }

    /// <summary>Whether a frame is due that keeps the line alive.</summary>
    /// <param name="now">The time.</param>
    /// <param name="payload">Takes its payload, <see cref="PayloadLength"/> bytes.</param>
    /// <returns>True: send it, as a ping or a pong as <see cref="PulseSettings.Proves"/> says.</returns>
    public bool Beat(TimeSpan now, Span<byte> payload)
    {
        if (settings.Interval is not { } interval
            || now < (_heard < _sent ? _heard : _sent) + interval
            || now < _beat + interval
            || (_foreignPing is { } foreign && now < foreign + interval))
            return false;

        _beat = now;
        if (settings.Proves)
            _count++;
        BinaryPrimitives.WriteUInt64BigEndian(payload, tag);
        BinaryPrimitives.WriteUInt32BigEndian(payload[8..], _count);
        return true;
    }

    /// <summary>Whether the peer must be taken for dead: not a byte for three intervals, and two pings unanswered.</summary>
    /// <param name="now">The time.</param>
    public bool IsDead(TimeSpan now) =>
        settings is { Proves: true, Interval: { } interval } && Unanswered >= PulseSettings.DeadPings && now >= DeadAt(interval);

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Sooner(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private TimeSpan DeadAt(TimeSpan interval) => Later(_heard, _drained) + (interval * PulseSettings.DeadIntervals);
}
