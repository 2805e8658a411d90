using System.Buffers;
using Wayleave.Protocol.Carry;

namespace Wayleave.Server.Tests.Carry;

/// <summary>An item of the gateway's.</summary>
internal sealed record TestItem(CarryItem Kind, int Session, long Number, byte[] Piece)
{
    /// <summary>Reads whole items, and leaves what is not whole yet.</summary>
    public static List<TestItem> ReadAll(ReadOnlySpan<byte> bytes) => ReadAll(bytes, out _);

    /// <summary>Reads whole items, and leaves what is not whole yet.</summary>
    public static List<TestItem> ReadAll(ReadOnlySpan<byte> bytes, out int consumed)
    {
        var items = new List<TestItem>();
        consumed = 0;
        while (TryRead(bytes[consumed..], out var item, out var length))
        {
            items.Add(item);
            consumed += length;
        }

        return items;
    }

    private static bool TryRead(ReadOnlySpan<byte> bytes, out TestItem item, out int length)
    {
        (item, length) = (null!, 0);
        if (bytes.IsEmpty)
            return false;
        var kind = (CarryItem)bytes[0];
        var count = kind switch { CarryItem.Hello or CarryItem.Beat or CarryItem.Over => 0, CarryItem.Piece => 3, CarryItem.Ack => 2, _ => 1 };
        Span<long> numbers = stackalloc long[3];
        length = 1;
        for (var i = 0; i < count; i++)
        {
            if (CarryNumber.TryRead(bytes[length..], out numbers[i], out var taken) != OperationStatus.Done)
                return false;
            length += taken;
        }

        var more = kind switch { CarryItem.Pad => (int)numbers[0], CarryItem.Piece => (int)numbers[2], _ => 0 };
        if (bytes.Length < length + more)
            return false;
        item = new TestItem(kind, (int)numbers[0], kind is CarryItem.Wait ? numbers[0] : numbers[1], bytes.Slice(length, more).ToArray());
        length += more;
        return true;
    }
}
