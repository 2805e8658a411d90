using System.Buffers;
using Wayleave.Protocol.Frames;

namespace Wayleave.CarryLoad;

/// <summary>Counts messages in frames that are cut anywhere; an app may have got a message in fragments, and send it back so.</summary>
internal sealed class MessageCounter
{
    private readonly byte[] _header = new byte[FrameHeader.MaxLength];
    private int _filled;
    private long _lacks;
    private bool _isLast;

    /// <summary>How many have ended.</summary>
    public long Count { get; private set; }

    /// <summary>Takes bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    public void Take(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var part = (int)Math.Min(_lacks, bytes.Length);
            bytes = bytes[part..];
            _lacks -= part;
            if (part > 0 && _lacks == 0 && _isLast)
                Count++;
            if (_lacks == 0 && !bytes.IsEmpty)
                Begin(ref bytes);
        }
    }

    private void Begin(ref ReadOnlySpan<byte> bytes)
    {
        var copied = Math.Min(bytes.Length, _header.Length - _filled);
        bytes[..copied].CopyTo(_header.AsSpan(_filled));
        if (FrameHeader.TryRead(_header.AsSpan(0, _filled + copied), out var frame, out var length, out _) != OperationStatus.Done)
        {
            _filled += copied;
            bytes = bytes[copied..];
            return;
        }

        bytes = bytes[(length - _filled)..];
        (_filled, _lacks) = (0, frame.PayloadLength);
        _isLast = frame.Fin && !frame.Opcode.IsControl();
    }
}
