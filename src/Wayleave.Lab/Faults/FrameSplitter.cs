using System.Buffers;
using Wayleave.Protocol.Frames;

namespace Wayleave.Lab.Faults;

/// <summary>
/// Follows the frames of one direction, however their bytes are cut: gives each header to <paramref name="onHeader"/>, which
/// may change it without changing its length, and passes payloads on as they come. Holds back at most one header.
/// </summary>
internal sealed class FrameSplitter(Func<FrameHeader, FrameHeader> onHeader)
{
    private readonly ArrayBufferWriter<byte> _pending = new(FrameHeader.MaxLength);
    private long _payloadLeft;
    private bool _lost;

    /// <summary>Takes bytes and returns those that may be passed on.</summary>
    /// <param name="bytes">The bytes as they came.</param>
    /// <param name="stopAt">Asked after each header: true holds back that header and all that follows.</param>
    public ReadOnlyMemory<byte> Push(ReadOnlySpan<byte> bytes, Func<bool>? stopAt = null)
    {
        var passed = new ArrayBufferWriter<byte>(bytes.Length + FrameHeader.MaxLength);
        _pending.Write(bytes);
        var source = _pending.WrittenSpan;
        while (!source.IsEmpty)
        {
            if (_lost || _payloadLeft > 0)
            {
                int length = _lost ? source.Length : (int)Math.Min(_payloadLeft, source.Length);
                passed.Write(source[..length]);
                _payloadLeft -= _lost ? 0 : length;
                source = source[length..];
                continue;
            }

            var status = FrameHeader.TryRead(source, out var header, out int consumed, out _);
            if (status == OperationStatus.NeedMoreData)
                break;
            // A peer that speaks no frames is passed on as it is: judging it is not this hop's fault.
            _lost = status == OperationStatus.InvalidData;
            if (_lost)
                continue;
            var changed = onHeader(header);
            if (stopAt?.Invoke() == true)
                break;
            changed.Write(passed.GetSpan(FrameHeader.MaxLength));
            passed.Advance(consumed);
            _payloadLeft = header.PayloadLength;
            source = source[consumed..];
        }

        byte[] rest = source.ToArray();
        _pending.ResetWrittenCount();
        _pending.Write(rest);
        return passed.WrittenMemory;
    }
}
