using Wayleave.Protocol.Carry;
using Wayleave.Protocol.Frames;

namespace Wayleave.Protocol.Tests.Carry;

public sealed class MaskedPieceTests
{
    private static byte[] Bare(MaskedPiece piece)
    {
        var bytes = piece.Bytes.ToArray();
        Masking.Apply(bytes, piece.Mask, 0);
        return bytes;
    }

    [Fact]
    public void A_part_of_it_is_masked_from_where_the_part_begins()
    {
        var bytes = "abcdefghij"u8.ToArray();
        Masking.Apply(bytes, 0x1A2B3C4D, 0);
        var piece = new MaskedPiece(bytes, 0x1A2B3C4D);
        for (var start = 0; start <= bytes.Length; start++)
        {
            Bare(piece.Slice(start)).ShouldBe("abcdefghij"u8[start..].ToArray());
            for (var length = 0; length <= bytes.Length - start; length++)
                Bare(piece.Slice(start, length)).ShouldBe("abcdefghij"u8.Slice(start, length).ToArray());
        }
    }

    [Fact]
    public void Bytes_alone_are_a_piece_without_a_mask()
    {
        MaskedPiece piece = new ReadOnlyMemory<byte>([1, 2, 3]);
        (piece.Mask, piece.Length, piece.IsEmpty).ShouldBe((0u, 3, false));
        piece.Slice(2).IsEmpty.ShouldBeFalse();
        piece.Slice(3).IsEmpty.ShouldBeTrue();
    }
}
