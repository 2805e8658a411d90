using System.Buffers;
using System.Text;
using Wayleave.Protocol.Carry;
using Wayleave.Protocol.Frames;

namespace Wayleave.Protocol.Tests.Carry;

public sealed class CarrierReaderTests
{
    // Pieces that follow each other are one: how they are cut is nobody's business.
    private static string Run(byte[] bytes, params int[] cuts)
    {
        var reader = new CarrierReader();
        var said = new StringBuilder();
        var piece = new List<byte>();
        var from = 0;
        foreach (var to in cuts.Append(bytes.Length))
        {
            var left = bytes[from..to].AsSpan();
            from = to;
            CarrierEvent happened;
            do
            {
                happened = reader.Next(left, out var consumed, out var length);
                var came = left[(consumed - length)..consumed].ToArray();
                Masking.Apply(came, reader.PieceMask, 0);
                piece.AddRange(came);
                left = left[consumed..];
                if (happened == CarrierEvent.None)
                    left.Length.ShouldBe(0);
                if (happened is CarrierEvent.None or CarrierEvent.Piece)
                    continue;
                said.Append(Encoding.Latin1.GetString([.. piece])).Append('|').Append(happened).Append(' ').Append(happened == CarrierEvent.Violation ? "" : Encoding.Latin1.GetString(reader.Gathered.Span)).Append('|');
                piece.Clear();
                if (happened == CarrierEvent.Violation)
                    return said.ToString();
            }
            while (happened != CarrierEvent.None);
        }

        return said.Append(Encoding.Latin1.GetString([.. piece])).ToString();
    }

    [Fact]
    public void Cut_anywhere_pieces_and_words_come_as_they_were_sent()
    {
        var output = new ArrayBufferWriter<byte>();
        FrameWriter.Write(output, Opcode.Text, "hello x 0"u8, 0x11223344);
        FrameWriter.Write(output, Opcode.Binary, "abc"u8, 0x55667788, fin: false);
        FrameWriter.Write(output, Opcode.Ping, "p"u8, 0x01020304);
        FrameWriter.Write(output, Opcode.Continuation, "def"u8, 0x99AABBCC);
        FrameWriter.Write(output, Opcode.Binary, [], 1);
        FrameWriter.Write(output, Opcode.Text, "ack"u8, 0x11223344, fin: false);
        FrameWriter.Write(output, Opcode.Continuation, " 5"u8, 0x11223344);
        FrameWriter.WriteClose(output, new ClosePayload(1001, ""), 9);
        var bytes = output.WrittenSpan.ToArray();
        for (var one = 0; one <= bytes.Length; one++)
            for (var two = one; two <= bytes.Length; two += 5)
                Run(bytes, one, two).ShouldBe("|Words hello x 0|abc|Ping p|def|Words ack 5||Close \u0003\u00e9|");
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Words_of_64_bytes_are_read_however_they_are_cut_and_longer_ones_are_no_page_s(int length, bool isRead)
    {
        var words = new string('w', length);
        var bytes = Encoding.Latin1.GetBytes(words);
        for (var cut = 0; cut <= length; cut++)
        {
            var output = new ArrayBufferWriter<byte>();
            FrameWriter.Write(output, Opcode.Text, bytes.AsSpan(0, cut), 3, fin: false);
            FrameWriter.Write(output, Opcode.Continuation, bytes.AsSpan(cut), 4);
            Run(output.WrittenSpan.ToArray(), 5).ShouldBe(isRead ? $"|Words {words}|" : "|Violation |");
        }
    }

    [Theory]
    [InlineData(Opcode.Ping, "|Ping ")]
    [InlineData(Opcode.Close, "|Close ")]
    public void The_longest_ping_or_close_is_told_whole_however_it_is_cut(Opcode opcode, string told)
    {
        var payload = Enumerable.Range(0, 125).Select(i => (byte)i).ToArray();
        var output = new ArrayBufferWriter<byte>();
        FrameWriter.Write(output, opcode, payload, 0x11223344);
        for (var cut = 0; cut <= output.WrittenCount; cut++)
            Run(output.WrittenSpan.ToArray(), cut).ShouldBe($"{told}{Encoding.Latin1.GetString(payload)}|");
    }

    [Fact]
    public void A_pong_says_nothing_and_ends_no_words()
    {
        var output = new ArrayBufferWriter<byte>();
        FrameWriter.Write(output, Opcode.Pong, "p"u8, 0x01020304);
        FrameWriter.Write(output, Opcode.Text, "be"u8, 0x11223344, fin: false);
        FrameWriter.Write(output, Opcode.Pong, "q"u8, 0x01020304);
        FrameWriter.Write(output, Opcode.Continuation, "at"u8, 0x55667788);
        Run(output.WrittenSpan.ToArray()).ShouldBe("|Words beat|");
    }

    [Fact]
    public void Byte_by_byte_pieces_of_any_length_come_as_they_were_sent()
    {
        var (output, expected) = (new ArrayBufferWriter<byte>(), new StringBuilder());
        foreach (var length in (int[])[1, 125, 126, 65535, 65536])
        {
            var text = new string((char)('a' + (length % 7)), length);
            expected.Append(text);
            FrameWriter.Write(output, Opcode.Binary, Encoding.Latin1.GetBytes(text), 0x1A2B3C4D);
        }

        Run(output.WrittenSpan.ToArray(), [.. Enumerable.Range(1, output.WrittenCount - 1)]).ShouldBe(expected.ToString());
    }

    [Theory]
    [InlineData("C28100000000FF")]
    [InlineData("A28100000000FF")]
    [InlineData("838100000000FF")]
    [InlineData("808100000000FF")]
    [InlineData("028000000000828100000000FF")]
    [InlineData("098000000000")]
    [InlineData("89FE007E00000000")]
    [InlineData("82FE000500000000FFFFFFFFFF")]
    public void A_frame_that_cannot_come_now_is_no_page_s_however_it_is_cut(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        for (var cut = 0; cut <= bytes.Length; cut++)
            Run(bytes, cut).ShouldBe("|Violation |");
    }

    [Fact]
    public void Words_that_are_too_long_and_frames_without_a_mask_are_no_page_s()
    {
        var longWords = new ArrayBufferWriter<byte>();
        FrameWriter.Write(longWords, Opcode.Text, new byte[CarrierReader.MaxWordsBytes + 1], 3);
        Run(longWords.WrittenSpan.ToArray()).ShouldEndWith("Violation |");
        var bare = new ArrayBufferWriter<byte>();
        FrameWriter.Write(bare, Opcode.Binary, "x"u8);
        Run(bare.WrittenSpan.ToArray()).ShouldEndWith("Violation |");
    }
}
