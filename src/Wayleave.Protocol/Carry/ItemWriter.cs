using System.Buffers;

namespace Wayleave.Protocol.Carry;

/// <summary>Writes items.</summary>
public static class ItemWriter
{
    /// <summary>The most bytes of an item beside its piece.</summary>
    public const int MaxHead = 1 + (3 * CarryNumber.MaxLength);

    /// <summary>Writes padding.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="bytes">How much.</param>
    public static void Pad(IBufferWriter<byte> output, int bytes)
    {
        Begin(output, CarryItem.Pad, bytes);
        output.GetSpan(bytes)[..bytes].Clear();
        output.Advance(bytes);
    }

    /// <summary>Writes an item that has no more to say.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="item">Its kind: hello, beat or over.</param>
    public static void Bare(IBufferWriter<byte> output, CarryItem item)
    {
        output.GetSpan(1)[0] = (byte)item;
        output.Advance(1);
    }

    /// <summary>Writes what precedes a piece; the piece itself follows.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="session">The session's number.</param>
    /// <param name="position">Where in the stream it begins.</param>
    /// <param name="length">Its length.</param>
    public static void PieceHead(IBufferWriter<byte> output, int session, long position, int length)
    {
        Begin(output, CarryItem.Piece, session);
        CarryNumber.Write(output, position);
        CarryNumber.Write(output, length);
    }

    /// <summary>Writes an acknowledgement.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="session">The session's number.</param>
    /// <param name="received">Up to where its stream has come.</param>
    public static void Ack(IBufferWriter<byte> output, int session, long received)
    {
        Begin(output, CarryItem.Ack, session);
        CarryNumber.Write(output, received);
    }

    /// <summary>Writes an item of one number.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="item">Its kind: end, gone, wait or leave.</param>
    /// <param name="number">The session's number, or milliseconds.</param>
    public static void Begin(IBufferWriter<byte> output, CarryItem item, long number)
    {
        Bare(output, item);
        CarryNumber.Write(output, number);
    }
}
