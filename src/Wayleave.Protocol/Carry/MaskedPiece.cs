using Wayleave.Protocol.Frames;

namespace Wayleave.Protocol.Carry;

/// <summary>A piece of a page's stream where it was received: masked as a client masks, so that taking that off and masking it for the app is one pass.</summary>
/// <param name="Bytes">The bytes.</param>
/// <param name="Mask">The masking key, turned so that it begins with the first byte; 0 for bytes that are not masked.</param>
public readonly record struct MaskedPiece(ReadOnlyMemory<byte> Bytes, uint Mask)
{
    /// <summary>How many bytes it has.</summary>
    public int Length => Bytes.Length;

    /// <summary>Whether it has none.</summary>
    public bool IsEmpty => Bytes.IsEmpty;

    /// <summary>A part of it.</summary>
    /// <param name="start">Where the part begins.</param>
    /// <param name="length">How long it is.</param>
    public MaskedPiece Slice(int start, int length) => new(Bytes.Slice(start, length), Masking.KeyAt(Mask, start));

    /// <summary>What lies behind a place in it.</summary>
    /// <param name="start">The place.</param>
    public MaskedPiece Slice(int start) => Slice(start, Length - start);

    /// <summary>Bytes that are not masked.</summary>
    /// <param name="bytes">The bytes.</param>
    public static implicit operator MaskedPiece(ReadOnlyMemory<byte> bytes) => new(bytes, 0);
}
