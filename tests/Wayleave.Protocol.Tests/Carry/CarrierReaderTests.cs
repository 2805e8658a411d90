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
