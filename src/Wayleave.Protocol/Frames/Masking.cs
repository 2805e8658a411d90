using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Wayleave.Protocol.Frames;

/// <summary>Masks and unmasks payloads: the same operation.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc6455#section-5.3">RFC 6455 §5.3</seealso>
public static class Masking
{
    /// <summary>The key for what begins somewhere in a payload: applied from offset 0 on it does there what the payload's own key does.</summary>
    /// <param name="key">The payload's key.</param>
    /// <param name="offset">Where in the payload, in bytes.</param>
    public static uint KeyAt(uint key, long offset) => BitOperations.RotateLeft(key, (int)(offset & 3) * 8);

    /// <summary>Applies a key to a part of a payload, in place.</summary>
    /// <param name="payload">The part.</param>
    /// <param name="key">The key, its first byte on the wire the most significant.</param>
    /// <param name="offset">Where in the payload the part begins, in bytes.</param>
    public static void Apply(Span<byte> payload, uint key, long offset)
    {
        if (key != 0)
            Copy(payload, payload, key, offset);
    }

    /// <summary>Copies a part of a payload and applies a key on the way: one pass over it instead of two.</summary>
    /// <param name="payload">The part.</param>
    /// <param name="destination">Where to, at least as long; it may be the part itself, but may not overlap it otherwise.</param>
    /// <param name="key">The key, its first byte on the wire the most significant.</param>
    /// <param name="offset">Where in the payload the part begins, in bytes.</param>
    public static void Copy(ReadOnlySpan<byte> payload, Span<byte> destination, uint key, long offset)
    {
        destination = destination[..payload.Length];
        // In memory order the pattern is the key's four bytes from the offset on, over and over: it fits any multiple of four.
        var rotated = KeyAt(key, offset);
        var pattern = BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(rotated) : rotated;

        var mask = Vector.AsVectorByte(new Vector<uint>(pattern));
        var from = MemoryMarshal.Cast<byte, Vector<byte>>(payload);
        var to = MemoryMarshal.Cast<byte, Vector<byte>>(destination)[..from.Length];
        for (var i = 0; i < to.Length; i++)
            to[i] = from[i] ^ mask;

        for (var i = from.Length * Vector<byte>.Count; i < destination.Length; i++)
            destination[i] = (byte)(payload[i] ^ (byte)(rotated >> (24 - ((i & 3) * 8))));
    }
}
