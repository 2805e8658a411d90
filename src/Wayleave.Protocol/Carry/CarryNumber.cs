using System.Buffers;

namespace Wayleave.Protocol.Carry;

/// <summary>Numbers of the carrier's items: unsigned LEB128, of at most 53 bits, which is what a page can count.</summary>
public static class CarryNumber
{
    /// <summary>The largest: 2^53 - 1.</summary>
    public const long Max = (1L << 53) - 1;

    /// <summary>The most bytes of one.</summary>
    public const int MaxLength = 8;

    /// <summary>Reads one.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="number">The number.</param>
    /// <param name="consumed">How many bytes it takes.</param>
    public static OperationStatus TryRead(ReadOnlySpan<byte> source, out long number, out int consumed)
    {
        number = 0;
        for (consumed = 0; consumed < MaxLength; consumed++)
        {
            if (consumed == source.Length)
                return OperationStatus.NeedMoreData;
            number |= (long)(source[consumed] & 0x7F) << (7 * consumed);
            if ((source[consumed] & 0x80) != 0)
                continue;
            consumed++;
            return number <= Max ? OperationStatus.Done : OperationStatus.InvalidData;
        }

        return OperationStatus.InvalidData;
    }

    /// <summary>Writes one.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="number">The number, from 0 to <see cref="Max"/>.</param>
    public static void Write(IBufferWriter<byte> output, long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, Max);
        var bytes = output.GetSpan(MaxLength);
        var count = 0;
        for (; number > 0x7F; number >>= 7)
            bytes[count++] = (byte)(number | 0x80);
        bytes[count++] = (byte)number;
        output.Advance(count);
    }
}
