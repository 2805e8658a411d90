using System.Buffers;
using Wayleave.Protocol.Carry;

namespace Wayleave.Protocol.Tests.Carry;

public sealed class ItemWriterTests
{
    private static string Written(Action<ArrayBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        return Convert.ToHexString(output.WrittenSpan);
    }

    [Fact]
    public void Items_are_written_as_the_protocol_lists_them()
    {
        Written(output => ItemWriter.Pad(output, 3)).ShouldBe("0003000000");
        Written(output => ItemWriter.Pad(output, 0)).ShouldBe("0000");
        Written(output => ItemWriter.Bare(output, CarryItem.Hello)).ShouldBe("01");
        Written(output => ItemWriter.PieceHead(output, 5, 300, 7)).ShouldBe("0205AC0207");
        Written(output => ItemWriter.Ack(output, 1, 128)).ShouldBe("03018001");
        Written(output => ItemWriter.Bare(output, CarryItem.Beat)).ShouldBe("04");
        Written(output => ItemWriter.Begin(output, CarryItem.End, 2)).ShouldBe("0502");
        Written(output => ItemWriter.Begin(output, CarryItem.Gone, 3)).ShouldBe("0603");
        Written(output => ItemWriter.Begin(output, CarryItem.Wait, 2000)).ShouldBe("07D00F");
        Written(output => ItemWriter.Begin(output, CarryItem.Leave, 4)).ShouldBe("0804");
        Written(output => ItemWriter.Bare(output, CarryItem.Over)).ShouldBe("09");
    }

    [Fact]
    public void Padding_shows_nothing_of_what_the_buffer_held_before()
    {
        var output = new ArrayBufferWriter<byte>();
        output.Write(Enumerable.Repeat((byte)'s', 100).ToArray());
        output.ResetWrittenCount();
        ItemWriter.Pad(output, 90);
        output.WrittenSpan[2..].ToArray().ShouldBe(new byte[90]);
    }

    [Fact]
    public void No_head_is_longer_than_is_said()
    {
        var output = new ArrayBufferWriter<byte>();
        CarryNumber.Write(output, CarryNumber.Max);
        ItemWriter.MaxHead.ShouldBe(1 + (3 * output.WrittenCount));
        output.ResetWrittenCount();
        ItemWriter.PieceHead(output, int.MaxValue, CarryNumber.Max, int.MaxValue);
        output.WrittenCount.ShouldBeLessThanOrEqualTo(ItemWriter.MaxHead);
    }
}
