using System.Buffers;

namespace Wayleave.Protocol.Frames;

/// <summary>Writes frames. A client passes a fresh, unpredictable key for each (RFC 6455 §5.3); a server passes null.</summary>
public static class FrameWriter
{
    /// <summary>Writes one frame with its payload.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="opcode">What it carries.</param>
    /// <param name="payload">The payload; it is not changed.</param>
    /// <param name="maskingKey">The key for a client's frame; null writes it unmasked.</param>
    /// <param name="fin">Whether it ends its message.</param>
    /// <param name="rsv1">Whether it begins a compressed message.</param>
    /// <exception cref="ArgumentException">A control frame longer than 125 bytes, or a fragmented one.</exception>
    public static void Write(
        IBufferWriter<byte> destination, Opcode opcode, ReadOnlySpan<byte> payload,
        uint? maskingKey = null, bool fin = true, bool rsv1 = false)
    {
        if (opcode.IsControl() && (payload.Length > 125 || !fin))
            throw new ArgumentException("A control frame carries at most 125 bytes and is never fragmented.", nameof(payload));
        WriteUnchecked(destination, new FrameHeader
        {
            Fin = fin,
            Rsv1 = rsv1,
            Opcode = opcode,
            Masked = maskingKey is not null,
            MaskingKey = maskingKey ?? 0,
            PayloadLength = payload.Length,
        }, payload);
    }

    /// <summary>Writes any header, even a wrong one, and the payload masked as it says: for tests of the far end.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="header">The header as it is to stand on the wire.</param>
    /// <param name="payload">The payload, whatever length the header gives.</param>
    public static void WriteUnchecked(IBufferWriter<byte> destination, in FrameHeader header, ReadOnlySpan<byte> payload)
    {
        destination.Advance(header.Write(destination.GetSpan(header.HeaderLength)));
        for (var offset = 0; offset < payload.Length;)
        {
            var room = destination.GetSpan(1);
            var count = Math.Min(room.Length, payload.Length - offset);
            Masking.Copy(payload.Slice(offset, count), room, header.Masked ? header.MaskingKey : 0, offset);
            destination.Advance(count);
            offset += count;
        }
    }

    /// <summary>Writes a message in fragments of at most that size; an empty message is one empty frame.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="opcode">Text or binary.</param>
    /// <param name="payload">The whole message.</param>
    /// <param name="fragmentBytes">The longest fragment in bytes, at least 1.</param>
    /// <param name="nextKey">Gives a fresh key for each fragment; null writes them unmasked.</param>
    /// <param name="rsv1">Whether the message is compressed; only its first fragment says so.</param>
    public static void WriteFragments(
        IBufferWriter<byte> destination, Opcode opcode, ReadOnlySpan<byte> payload, int fragmentBytes,
        Func<uint>? nextKey = null, bool rsv1 = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fragmentBytes, 1);
        var first = true;
        do
        {
            var piece = payload[..Math.Min(fragmentBytes, payload.Length)];
            payload = payload[piece.Length..];
            Write(destination, first ? opcode : Opcode.Continuation, piece, nextKey?.Invoke(), fin: payload.IsEmpty, rsv1: rsv1 && first);
            first = false;
        }
        while (!payload.IsEmpty);
    }

    /// <summary>Writes a close frame.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="close">What it says; a code that must not be sent is written all the same, for tests of the far end.</param>
    /// <param name="maskingKey">The key for a client's frame; null writes it unmasked.</param>
    public static void WriteClose(IBufferWriter<byte> destination, ClosePayload close, uint? maskingKey = null) =>
        Write(destination, Opcode.Close, close.ToBytes(), maskingKey);
}
