using System.Buffers;
using System.Buffers.Binary;

namespace Wayleave.Protocol.Frames;

/// <summary>What stands before a frame's payload.</summary>
/// <remarks>
/// <code>
/// byte 0  FIN RSV1 RSV2 RSV3 opcode(4)     byte 1  MASK length(7)
/// then    2 bytes of length if that was 126, 8 if it was 127; then 4 bytes of key if MASK
/// </code>
/// </remarks>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc6455#section-5.2">RFC 6455 §5.2</seealso>
public readonly record struct FrameHeader
{
    /// <summary>The longest header: 2 bytes, 8 of length, 4 of key.</summary>
    public const int MaxLength = 14;

    /// <summary>Whether the frame ends its message.</summary>
    public required bool Fin { get; init; }

    /// <summary>The first reserved bit: with permessage-deflate, the message is compressed.</summary>
    public bool Rsv1 { get; init; }

    /// <summary>The second reserved bit.</summary>
    public bool Rsv2 { get; init; }

    /// <summary>The third reserved bit.</summary>
    public bool Rsv3 { get; init; }

    /// <summary>What the frame carries.</summary>
    public required Opcode Opcode { get; init; }

    /// <summary>Whether the payload is masked.</summary>
    public bool Masked { get; init; }

    /// <summary>The key, its first byte on the wire the most significant; 0 where the frame is not masked.</summary>
    public uint MaskingKey { get; init; }

    /// <summary>The payload's length in bytes, 0 to 2⁶³−1.</summary>
    public required long PayloadLength { get; init; }

    /// <summary>The header's own length in bytes, 2 to 14.</summary>
    public int HeaderLength => 2 + (PayloadLength switch { <= 125 => 0, <= ushort.MaxValue => 2, _ => 8 }) + (Masked ? 4 : 0);

    /// <summary>Reads one frame header from the front of <paramref name="source"/>: the form only, not whether such a frame may come now.</summary>
    /// <param name="source">The bytes received.</param>
    /// <param name="header">The header where the answer is <see cref="OperationStatus.Done"/>.</param>
    /// <param name="consumed">How many bytes it takes; 0 otherwise.</param>
    /// <param name="violation">What is wrong where the answer is <see cref="OperationStatus.InvalidData"/>.</param>
    /// <returns><see cref="OperationStatus.NeedMoreData"/> consumes nothing.</returns>
    public static OperationStatus TryRead(
        ReadOnlySpan<byte> source, out FrameHeader header, out int consumed, out Violation violation)
    {
        (header, consumed, violation) = (default, 0, Violation.None);
        if (source.Length < 2)
            return OperationStatus.NeedMoreData;

        var shortLength = source[1] & 0x7F;
        var masked = (source[1] & 0x80) != 0;
        var lengthBytes = shortLength switch { 126 => 2, 127 => 8, _ => 0 };
        var headerLength = 2 + lengthBytes + (masked ? 4 : 0);
        if (source.Length < 2 + lengthBytes)
            return OperationStatus.NeedMoreData;

        var length = lengthBytes switch
        {
            2 => BinaryPrimitives.ReadUInt16BigEndian(source[2..]),
            8 => BinaryPrimitives.ReadInt64BigEndian(source[2..]),
            _ => shortLength,
        };
        violation = (lengthBytes, length) switch
        {
            (_, < 0) => Violation.LengthNegative,
            (2, <= 125) or (8, <= ushort.MaxValue) => Violation.LengthNotMinimal,
            _ => Violation.None,
        };
        if (violation != Violation.None)
            return OperationStatus.InvalidData;
        if (source.Length < headerLength)
            return OperationStatus.NeedMoreData;

        header = new FrameHeader
        {
            Fin = (source[0] & 0x80) != 0,
            Rsv1 = (source[0] & 0x40) != 0,
            Rsv2 = (source[0] & 0x20) != 0,
            Rsv3 = (source[0] & 0x10) != 0,
            Opcode = (Opcode)(source[0] & 0x0F),
            Masked = masked,
            MaskingKey = masked ? BinaryPrimitives.ReadUInt32BigEndian(source[(2 + lengthBytes)..]) : 0,
            PayloadLength = length,
        };
        consumed = headerLength;
        return OperationStatus.Done;
    }

    /// <summary>Writes the header; nothing is checked, so a test can write a wrong one.</summary>
    /// <param name="destination">At least <see cref="HeaderLength"/> bytes.</param>
    /// <returns>How many bytes were written.</returns>
    public int Write(Span<byte> destination)
    {
        destination[0] = (byte)((Fin ? 0x80 : 0) | (Rsv1 ? 0x40 : 0) | (Rsv2 ? 0x20 : 0) | (Rsv3 ? 0x10 : 0) | ((byte)Opcode & 0x0F));
        destination[1] = (byte)((Masked ? 0x80 : 0) | (PayloadLength switch { <= 125 => (int)PayloadLength, <= ushort.MaxValue => 126, _ => 127 }));
        if (PayloadLength > ushort.MaxValue)
            BinaryPrimitives.WriteInt64BigEndian(destination[2..], PayloadLength);
        else if (PayloadLength > 125)
            BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)PayloadLength);
        if (Masked)
            BinaryPrimitives.WriteUInt32BigEndian(destination[(HeaderLength - 4)..], MaskingKey);
        return HeaderLength;
    }
}
