using System.Buffers;
using System.Buffers.Binary;
using Wayleave.Protocol.Frames;
using Wayleave.Protocol.Relay;

namespace Wayleave.Protocol.Tests.Relay;

/// <summary>A peer that sends a random stream, answers our pings as it likes, and takes apart what it gets.</summary>
internal sealed class RandomPeer(Random random, RandomStream stream, ulong tag, bool getsMasked, PongHabit habit)
{
    private readonly List<byte> _got = [];
    private readonly List<byte> _data = [];
    private readonly List<byte[]> _owed = [];
    private byte[] _outgoing = [];
    private int _next;
    private bool _closed;

    /// <summary>What it got, without our pings: exactly what the other one sent.</summary>
    public IReadOnlyList<byte> Data => _data;

    /// <summary>How many of our pings it got.</summary>
    public int Pings { get; private set; }

    /// <summary>What was wrong with what it got; null if nothing was.</summary>
    public string? Complaint { get; private set; }

    /// <summary>Whether it has nothing more to send.</summary>
    public bool IsDone => _outgoing.Length == 0 && _next == stream.Frames.Count && (_closed || habit != PongHabit.Late || _owed.Count == 0);

    /// <summary>What has got to it and is no whole frame yet.</summary>
    public int Rest => _got.Count;

    /// <summary>Its next bytes, cut anywhere: some of what it has to say, and the pongs it owes between its frames.</summary>
    public byte[] Next()
    {
        if (_outgoing.Length == 0)
            _outgoing = NextFrames();
        var count = random.Next(3) switch { 0 => Math.Min(1 + random.Next(5), _outgoing.Length), 1 => random.Next(_outgoing.Length + 1), _ => _outgoing.Length };
        var bytes = _outgoing[..count];
        _outgoing = _outgoing[count..];
        return bytes;
    }

    /// <summary>Takes what is sent to it.</summary>
    public void Take(ReadOnlySpan<byte> bytes)
    {
        _got.AddRange(bytes);
        while (FrameHeader.TryRead(Span(), out var header, out var length, out _) == OperationStatus.Done && _got.Count - length >= header.PayloadLength)
        {
            var frame = _got.GetRange(0, length + (int)header.PayloadLength).ToArray();
            _got.RemoveRange(0, frame.Length);
            if (header.Masked != getsMasked)
                Complaint = "a frame whose mask is wrong";
            var payload = frame[length..];
            Masking.Apply(payload, header.MaskingKey, 0);
            var ours = header.Opcode == Opcode.Ping && payload.Length == Pulse.PayloadLength && BinaryPrimitives.ReadUInt64BigEndian(payload) == tag;
            if (ours)
                Answer(payload);
            else
                _data.AddRange(frame);
        }
    }

    private ReadOnlySpan<byte> Span() => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_got);

    private void Answer(byte[] payload)
    {
        Pings++;
        if (_closed || habit == PongHabit.Never)
            return;
        if (habit == PongHabit.OnlyTheLatest)
            _owed.Clear();
        _owed.Add(payload);
    }

    private byte[] NextFrames()
    {
        List<byte> bytes = [];
        var pays = habit != PongHabit.Late || _next == stream.Frames.Count || random.Next(6) == 0;
        if (pays && !_closed)
        {
            foreach (var payload in _owed)
                bytes.AddRange(stream.Pong(payload));
            _owed.Clear();
        }

        for (var frames = random.Next(4); frames > 0 && _next < stream.Frames.Count; frames--)
        {
            _closed |= (stream.Frames[_next][0] & 0xF) == (int)Opcode.Close;
            bytes.AddRange(stream.Frames[_next++]);
        }

        return [.. bytes];
    }
}
