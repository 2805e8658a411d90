using System.Buffers;
using Wayleave.Protocol.Carry;

namespace Wayleave.Protocol.Tests.Carry;

public sealed class CarryNumberTests
{
    [Fact]
    public void The_largest_is_the_largest_that_a_page_can_count() => CarryNumber.Max.ShouldBe(9007199254740991);

    [Theory]
    [InlineData("00", 0)]
    [InlineData("7F", 127)]
    [InlineData("8001", 128)]
    [InlineData("FF7F", 16383)]
    [InlineData("FFFFFFFFFFFFFF0F", CarryNumber.Max)]
    // Longer than it must be, and right all the same.
    [InlineData("80808080808000", 0)]
    [InlineData("8080808080808000", 0)]
    public void A_number_is_read_seven_bits_a_byte_and_what_follows_it_stays(string bytes, long expected)
    {
        byte[] source = Convert.FromHexString(bytes);
        CarryNumber.TryRead([.. source, 0x55], out var number, out var consumed).ShouldBe(OperationStatus.Done);
        (number, consumed).ShouldBe((expected, source.Length));
        for (var length = 0; length < source.Length; length++)
            CarryNumber.TryRead(source.AsSpan(0, length), out _, out _).ShouldBe(OperationStatus.NeedMoreData);
    }

    [Theory]
    [InlineData("8080808080808010")]
    [InlineData("FFFFFFFFFFFFFF7F")]
    [InlineData("8080808080808080")]
    [InlineData("808080808080808000")]
    public void A_number_of_more_than_53_bits_or_8_bytes_is_none(string bytes) =>
        CarryNumber.TryRead(Convert.FromHexString(bytes), out _, out _).ShouldBe(OperationStatus.InvalidData);

    [Theory]
    [InlineData(-1)]
    [InlineData(CarryNumber.Max + 1)]
    public void What_could_not_be_read_again_is_not_written(long number)
    {
        var output = new ArrayBufferWriter<byte>();
        Should.Throw<ArgumentOutOfRangeException>(() => CarryNumber.Write(output, number));
        output.WrittenCount.ShouldBe(0);
    }
}
