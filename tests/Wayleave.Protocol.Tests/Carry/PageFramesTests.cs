using System.Buffers;
using Wayleave.Protocol.Carry;
using Wayleave.Protocol.Frames;

namespace Wayleave.Protocol.Tests.Carry;

public sealed class PageFramesTests
{
    private static byte[] Stream(params (Opcode Opcode, byte[] Payload, bool Fin)[] frames)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var (opcode, payload, fin) in frames)
            FrameWriter.Write(output, opcode, payload, fin: fin);
        return output.WrittenSpan.ToArray();
    }

    // What an app gets, piece by piece. Each piece is masked anew where there is a mask.
    private static List<byte[]> Run(PageFrames frames, IEnumerable<byte[]> pieces, int room, uint mask = 0)
    {
        var written = new List<byte[]>();
        var buffer = new byte[room];
        foreach (var piece in pieces)
        {
            var masked = piece.ToArray();
            Masking.Apply(masked, mask, 0);
            var left = new MaskedPiece(masked, mask);
            do
            {
                var count = frames.Next(left.Bytes.Span, left.Mask, buffer, out var consumed);
                (count > 0 || consumed > 0 || left.IsEmpty).ShouldBeTrue();
                left = left.Slice(consumed);
                if (count > 0)
                    written.Add(buffer[..count]);
            }
            while (!left.IsEmpty);
        }

        return written;
    }

    private static List<MessageEvent> Read(IEnumerable<byte> bytes)
    {
        var reader = new MessageReader(Role.Server, new MessageLimits(1 << 24, 1 << 24));
        var events = new List<MessageEvent>();
        ReadOnlySpan<byte> left = [.. bytes];
        while (reader.Read(left, out var consumed) is { } happened)
        {
            events.Add(happened);
            left = left[consumed..];
        }

        return events;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0x1A2B3C4D)]
    public void Cut_anywhere_the_app_gets_the_same_messages_masked_and_small_ones_whole(uint mask)
    {
        var stream = Stream(
            (Opcode.Text, "one"u8.ToArray(), true), (Opcode.Binary, [], true), (Opcode.Text, "tw"u8.ToArray(), false), (Opcode.Continuation, "o"u8.ToArray(), true),
            (Opcode.Binary, new byte[300], true), (Opcode.Close, new ClosePayload(1000, "bye").ToBytes(), true));
        var expected = Read(Run(new PageFrames(() => 0x01020304), [stream], 16384).SelectMany(each => each));
        expected.Count.ShouldBe(5);
        for (var cut = 0; cut <= stream.Length; cut++)
        {
            var written = Run(new PageFrames(() => 0x01020304), [stream[..cut], stream[cut..]], PageFrames.LeastRoom, mask);
            Read(written.SelectMany(each => each)).Select(each => each.ToString()).ShouldBe(expected.Select(each => each.ToString()));
            // Whatever is written ends where a frame does.
            written.ShouldAllBe(each => EndsWithAFrame(each));
            written.SelectMany(each => each).Count().ShouldBe(stream.Length + (4 * 6));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0x1A2B3C4D)]
    public void A_large_frame_goes_out_as_far_as_it_has_come(uint mask)
    {
        var payload = new byte[100_000];
        new Random(5).NextBytes(payload);
        var stream = Stream((Opcode.Binary, payload, true), (Opcode.Text, "next"u8.ToArray(), true));
        var frames = new PageFrames(() => 0xA1B2C3D4);
        var first = Run(frames, [stream[..50_000]], 8192, mask);
        first.Sum(each => each.Length).ShouldBeGreaterThan(49_900);
        first.ShouldAllBe(each => EndsWithAFrame(each));
        var events = Read(first.Concat(Run(frames, [stream[50_000..]], 8192, mask)).SelectMany(each => each));
        events[0].ShouldBeOfType<MessageEvent.BinaryMessage>().Payload.ToArray().ShouldBe(payload);
        events[1].ToString().ShouldBe(new MessageEvent.TextMessage("next"u8.ToArray()).ToString());
    }

    [Theory]
    [InlineData(Opcode.Ping)]
    [InlineData(Opcode.Pong)]
    [InlineData((Opcode)3)]
    public void A_frame_that_is_no_page_s_ends_it(Opcode opcode)
    {
        var frames = new PageFrames(() => 1);
        Run(frames, [Stream((opcode, [1], true))], 4096).ShouldBeEmpty();
        frames.Violation.ShouldBe(Violation.OpcodeReserved);
    }

    [Fact]
    public void Nothing_comes_of_what_follows_a_close()
    {
        var frames = new PageFrames(() => 1);
        var stream = Stream((Opcode.Close, [], true), (Opcode.Text, "late"u8.ToArray(), true));
        var written = Run(frames, [stream, stream], 4096).ShouldHaveSingleItem();
        written.Length.ShouldBe(6);
        Read(written).ShouldHaveSingleItem().ShouldBeOfType<MessageEvent.Close>();
        frames.Ended.ShouldBeTrue();
    }

    [Theory]
    [InlineData("C10161")]
    [InlineData("A10161")]
    [InlineData("81810000000061")]
    [InlineData("800161")]
    [InlineData("0100810161")]
    [InlineData("0800")]
    [InlineData("887E007E")]
    [InlineData("827E00056161616161")]
    [InlineData("0100807E00056161616161")]
    public void A_frame_that_cannot_come_now_ends_it_however_it_is_cut(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            var frames = new PageFrames(() => 1);
            Run(frames, [bytes[..cut], bytes[cut..]], 4096).Count.ShouldBe(hex.StartsWith("0100", StringComparison.Ordinal) ? 1 : 0);
            frames.Violation.ShouldNotBe(Violation.None);
            Run(frames, [Stream((Opcode.Text, [1], true))], 4096).ShouldBeEmpty();
        }
    }

    [Fact]
    public void Nothing_comes_of_a_large_frame_of_which_only_the_header_is_there()
    {
        var stream = Stream((Opcode.Binary, new byte[5000], true));
        var frames = new PageFrames(() => 1);
        Run(frames, [stream[..4]], 16384).ShouldBeEmpty();
        Run(frames, [stream[4..]], 16384).ShouldHaveSingleItem().Length.ShouldBe(8 + 5000);
    }

    [Theory]
    [InlineData(2048, 1)]
    [InlineData(2049, 2)]
    public void A_frame_of_up_to_2048_bytes_waits_for_its_end_and_a_longer_one_does_not(int length, int count)
    {
        var stream = Stream((Opcode.Binary, new byte[length], true));
        for (var cut = 5; cut < stream.Length; cut += 29)
            Run(new PageFrames(() => 1), [stream[..cut], stream[cut..]], PageFrames.LeastRoom).Count.ShouldBe(count);
    }

    [Fact]
    public void A_small_frame_that_just_fits_goes_out_at_once_and_one_that_does_not_goes_out_whole_the_next_time()
    {
        // A header of 6 bytes and one of 8.
        const int Fits = PageFrames.LeastRoom - 6 - 10 - 8;
        Run(new PageFrames(() => 1), [Stream((Opcode.Binary, new byte[10], true), (Opcode.Binary, new byte[Fits], true))], PageFrames.LeastRoom)
            .Select(each => each.Length).ShouldBe([PageFrames.LeastRoom]);
        Run(new PageFrames(() => 1), [Stream((Opcode.Binary, new byte[10], true), (Opcode.Binary, new byte[Fits + 1], true))], PageFrames.LeastRoom)
            .Select(each => each.Length).ShouldBe([16, Fits + 9]);
    }

    [Theory]
    [InlineData(PageFrames.LeastRoom)]
    [InlineData(65543)]
    [InlineData(65544)]
    [InlineData(65549)]
    [InlineData(65550)]
    [InlineData(100 * 1024)]
    public void Byte_by_byte_or_whole_large_frames_fit_into_whatever_room_there_is(int room)
    {
        var payload = new byte[200_000];
        new Random(7).NextBytes(payload);
        var stream = Stream((Opcode.Binary, payload[..70_000], true), (Opcode.Binary, payload[70_000..], true));
        // What an app takes as one message each: each frame of a piece is a message's continuation.
        foreach (var pieces in (byte[][][])[[stream], [.. stream.Take(40).Select(each => new[] { each }), stream[40..]]])
        {
            var written = Run(new PageFrames(() => 0xA1B2C3D4), pieces, room, 0x1A2B3C4D);
            written.ShouldAllBe(each => EndsWithAFrame(each));
            Read(written.SelectMany(each => each)).Cast<MessageEvent.BinaryMessage>().Select(each => each.Payload.Length).ShouldBe([70_000, 130_000]);
        }
    }

    [Fact]
    public void Each_frame_has_a_key_of_its_own()
    {
        var key = 0u;
        var written = Run(new PageFrames(() => ++key), [Stream((Opcode.Text, [1], true), (Opcode.Binary, new byte[5000], true))], PageFrames.LeastRoom).SelectMany(each => each).ToArray().AsSpan();
        for (var expected = 1u; !written.IsEmpty; expected++)
        {
            FrameHeader.TryRead(written, out var header, out var length, out _).ShouldBe(OperationStatus.Done);
            header.MaskingKey.ShouldBe(expected);
            written = written[(int)(length + header.PayloadLength)..];
        }

        key.ShouldBeGreaterThan(2u);
    }

    private static bool EndsWithAFrame(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (FrameHeader.TryRead(bytes, out var header, out var length, out _) != OperationStatus.Done || bytes.Length < length + header.PayloadLength)
                return false;
            bytes = bytes[(int)(length + header.PayloadLength)..];
        }

        return true;
    }

    [Theory]
    [InlineData(8 * 1024)]
    [InlineData(64 * 1024)]
    public void A_frame_that_is_cut_for_want_of_room_leaves_none_unused(int room)
    {
        var written = Run(new PageFrames(() => 0x01020304), [Stream((Opcode.Binary, new byte[200_000], true))], room);
        written.SkipLast(1).ShouldAllBe(each => each.Length == room);
    }
}
