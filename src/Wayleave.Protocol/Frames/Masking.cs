using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Wayleave.Protocol.Frames;

/// <summary>Masks and unmasks payloads: the same operation.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc6455#section-5.3">RFC 6455 §5.3</seealso>
public static class Masking
{
    /// <summary>Applies a key to a part of a payload, in place.</summary>
    /// <param name="payload">The part.</param>
    /// <param name="key">The key, its first byte on the wire the most significant.</param>
    /// <param name="offset">Where in the payload the part begins, in bytes.</param>
    public static void Apply(Span<byte> payload, uint key, long offset)
    {
        if (key == 0)
            return;
        // In memory order the pattern is the key's four bytes from the offset on, over and over: it fits any multiple of four.
        var rotated = BitOperations.RotateLeft(key, (int)(offset & 3) * 8);
        var pattern = BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(rotated) : rotated;

        var wide = MemoryMarshal.Cast<byte, Vector<byte>>(payload);
        var mask = Vector.AsVectorByte(new Vector<uint>(pattern));
        foreach (ref var block in wide)
            block ^= mask;

        var rest = payload[(wide.Length * Vector<byte>.Count)..];
        for (var i = 0; i < rest.Length; i++)
            rest[i] ^= (byte)(rotated >> (24 - ((i & 3) * 8)));
    }
}
