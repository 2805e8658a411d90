using System.Buffers;
using Wayleave.Protocol.Carry;

namespace Wayleave.CarryLoad;

/// <summary>Counts the bytes of the gateway's stream in the items that it sends, however they are cut.</summary>
internal sealed class ItemCounter
{
    // How many numbers follow the first byte of each kind.
    private static readonly int[] s_numbers = [1, 0, 3, 2, 0, 1, 1, 1, 1, 0];

    private byte[] _left = [];
    private long _lacks;
    private bool _isPiece;

    /// <summary>Up to where the stream has come.</summary>
    public long Received { get; private set; }

    /// <summary>Takes bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    public void Take(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> rest = _left.Length == 0 ? bytes : [.. _left, .. bytes];
        while (true)
        {
            var part = (int)Math.Min(_lacks, rest.Length);
            Received += _isPiece ? part : 0;
            _lacks -= part;
            rest = rest[part..];
            if (_lacks > 0 || rest.IsEmpty || !Begin(ref rest))
                break;
        }

        _left = rest.ToArray();
    }

    private bool Begin(ref ReadOnlySpan<byte> rest)
    {
        var kind = (CarryItem)rest[0];
        var (at, number) = (1, 0L);
        for (var i = 0; i < s_numbers[(int)kind]; i++)
        {
            if (CarryNumber.TryRead(rest[at..], out number, out var length) != OperationStatus.Done)
                return false;
            at += length;
        }

        if (kind is CarryItem.Gone or CarryItem.End)
            throw new IOException($"the gateway says {kind}");
        _isPiece = kind == CarryItem.Piece;
        _lacks = _isPiece || kind == CarryItem.Pad ? number : 0;
        rest = rest[at..];
        return true;
    }
}
