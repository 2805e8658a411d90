using System.Buffers;
using Wayleave.Protocol.Carry;

namespace Wayleave.Protocol.Tests.Carry;

public sealed class PageRequestTests
{
    private static byte[] Body()
    {
        var body = new ArrayBufferWriter<byte>();
        CarryNumber.Write(body, 2);
        for (byte i = 0; i < 2; i++)
        {
            body.Write(Enumerable.Repeat(i, 16).ToArray());
            body.Write(Enumerable.Repeat((byte)(i + 100), 16).ToArray());
            CarryNumber.Write(body, 300 + i);
        }

        ItemWriter.Pad(body, 3);
        ItemWriter.PieceHead(body, 1, 1L << 40, 2);
        body.Write("ab"u8);
        ItemWriter.Bare(body, CarryItem.Beat);
        ItemWriter.Ack(body, 0, 128);
        ItemWriter.Begin(body, CarryItem.Leave, 1);
        return body.WrittenSpan.ToArray();
    }

    [Fact]
    public void A_body_lists_its_sessions_and_what_the_page_says_of_them()
    {
        PageRequest.TryRead(Body(), out var request).ShouldBeTrue();
        request!.Sessions.Length.ShouldBe(2);
        request.Sessions[1].ShouldBe(new ListedSession("AQEBAQEBAQEBAQEBAQEBAQ", SessionSecret.Of(Enumerable.Repeat((byte)101, 16).ToArray()), 301));
        request.Items.Select(item => (item.Kind, item.Session, item.Position, item.Piece.Length))
            .ShouldBe([(CarryItem.Piece, 1, 1L << 40, 2), (CarryItem.Ack, 0, 128L, 0), (CarryItem.Leave, 1, 0L, 0)]);
    }

    [Fact]
    public void A_body_that_ends_inside_a_session_or_an_item_is_not_sound()
    {
        var body = Body();
        var sound = Enumerable.Range(0, body.Length + 1).Where(length => PageRequest.TryRead(body.AsMemory(0, length), out _)).ToArray();
        // After the list, and after each of the five items.
        sound.Length.ShouldBe(6);
    }

    [Theory]
    [InlineData(CarryItem.End)]
    [InlineData(CarryItem.Gone)]
    [InlineData(CarryItem.Wait)]
    [InlineData(CarryItem.Over)]
    [InlineData((CarryItem)10)]
    [InlineData((CarryItem)255)]
    public void What_only_a_gateway_says_is_not_sound(CarryItem kind)
    {
        PageRequest.TryRead(new byte[] { 0, (byte)kind }, out _).ShouldBeFalse();
        PageRequest.TryRead(new byte[] { 0, (byte)kind, 0 }, out _).ShouldBeFalse();
        PageRequest.TryRead((byte[])[1, .. new byte[32], 0, (byte)kind, 0], out _).ShouldBeFalse();
        PageRequest.TryRead((byte[])[1, .. new byte[32], 0, (byte)kind, 0, 0], out _).ShouldBeFalse();
    }

    [Fact]
    public void A_hello_is_not_forgotten_over_what_follows_it()
    {
        PageRequest.TryRead(new byte[] { 0, (byte)CarryItem.Hello, (byte)CarryItem.Beat, (byte)CarryItem.Pad, 0 }, out var request).ShouldBeTrue();
        request!.SaysHello.ShouldBeTrue();
    }

    [Theory]
    [InlineData(PageRequest.MaxSessions, true)]
    [InlineData(PageRequest.MaxSessions + 1, false)]
    public void A_list_of_more_than_1024_sessions_is_not_sound(int count, bool isSound)
    {
        var body = new ArrayBufferWriter<byte>();
        CarryNumber.Write(body, count);
        for (var i = 0; i < count; i++)
        {
            body.Write((byte[])[(byte)i, (byte)(i >> 8), .. new byte[30]]);
            CarryNumber.Write(body, 0);
        }

        PageRequest.TryRead(body.WrittenMemory, out _).ShouldBe(isSound);
        PageRequest.MaxSessions.ShouldBe(1024);
    }

    [Fact]
    public void A_list_that_promises_more_sessions_than_it_has_is_not_sound()
    {
        var body = new ArrayBufferWriter<byte>();
        CarryNumber.Write(body, CarryNumber.Max);
        PageRequest.TryRead(body.WrittenMemory, out _).ShouldBeFalse();
        PageRequest.TryRead((byte[])[2, .. new byte[32], 0], out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData(CarryNumber.Max - 2, true)]
    [InlineData(CarryNumber.Max - 1, false)]
    [InlineData(CarryNumber.Max, false)]
    public void A_piece_that_ends_where_no_page_can_count_is_not_sound(long position, bool isSound)
    {
        var body = new ArrayBufferWriter<byte>();
        body.Write((byte[])[1, .. new byte[32], 0]);
        ItemWriter.PieceHead(body, 0, position, 2);
        body.Write("ab"u8);
        PageRequest.TryRead(body.WrittenMemory, out _).ShouldBe(isSound);
    }

    [Fact]
    public void A_piece_is_what_stands_in_the_body()
    {
        PageRequest.TryRead(Body(), out var request).ShouldBeTrue();
        request!.Items[0].Piece.ToArray().ShouldBe("ab"u8.ToArray());
    }

    [Theory]
    [InlineData(CarryItem.Hello, true)]
    [InlineData(CarryItem.Beat, false)]
    public void A_hello_is_noted_and_a_beat_counts_by_having_come(CarryItem kind, bool saysHello)
    {
        PageRequest.TryRead(new byte[] { 0, (byte)kind }, out var request).ShouldBeTrue();
        (request!.SaysHello, request.Items.Length).ShouldBe((saysHello, 0));
    }

    [Fact]
    public void An_item_of_a_session_that_is_not_listed_is_not_sound() => PageRequest.TryRead(new byte[] { 0, (byte)CarryItem.Leave, 0 }, out _).ShouldBeFalse();

    [Theory]
    [InlineData(0, 1, true)]
    [InlineData(1, 1, false)]
    public void A_session_that_is_listed_twice_is_not_sound(byte one, byte other, bool isSound)
    {
        byte[] body = [2, .. Enumerable.Repeat(one, 32), 0, .. Enumerable.Repeat(other, 32), 0];
        PageRequest.TryRead(body, out _).ShouldBe(isSound);
        // It is its id that makes it the same, whatever the secret and the position.
        byte[] otherwise = [2, .. Enumerable.Repeat(one, 16), .. new byte[16], 0, .. Enumerable.Repeat(other, 16), .. Enumerable.Repeat((byte)9, 16), 1];
        PageRequest.TryRead(otherwise, out _).ShouldBe(isSound);
        byte[] sameSecret = [2, .. Enumerable.Repeat(one, 16), .. new byte[16], 0, .. Enumerable.Repeat(other, 16), .. new byte[16], 0];
        PageRequest.TryRead(sameSecret, out _).ShouldBe(isSound);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(127, 1)]
    [InlineData(128, 2)]
    [InlineData(CarryNumber.Max, 8)]
    public void Numbers_come_back_as_they_were_written(long number, int length)
    {
        var output = new ArrayBufferWriter<byte>();
        CarryNumber.Write(output, number);
        output.WrittenCount.ShouldBe(length);
        CarryNumber.TryRead(output.WrittenSpan, out var read, out var consumed).ShouldBe(OperationStatus.Done);
        (read, consumed).ShouldBe((number, length));
        CarryNumber.TryRead(output.WrittenSpan[..^1], out _, out _).ShouldBe(OperationStatus.NeedMoreData);
    }

    [Fact]
    public void A_number_that_a_page_cannot_count_is_not_sound() =>
        CarryNumber.TryRead([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], out _, out _).ShouldBe(OperationStatus.InvalidData);
}
