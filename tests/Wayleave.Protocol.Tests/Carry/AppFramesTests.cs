using System.Buffers;
using Wayleave.Protocol.Carry;
using Wayleave.Protocol.Frames;

namespace Wayleave.Protocol.Tests.Carry;

public sealed class AppFramesTests
{
    private static byte[] Kept(KeptStream stream)
    {
        var bytes = new byte[stream.Count];
        stream.Copy(stream.Start, bytes);
        return bytes;
    }

    private static List<(AppEvent Happened, byte[] Payload)> Run(AppFrames frames, params byte[][] pieces)
    {
        var events = new List<(AppEvent, byte[])>();
        foreach (var piece in pieces)
        {
            ReadOnlySpan<byte> left = piece;
            while (!left.IsEmpty)
            {
                var happened = frames.Next(left, out var consumed);
                left = left[consumed..];
                if (happened != AppEvent.None)
                    events.Add((happened, happened == AppEvent.Violation ? [] : frames.Payload.ToArray()));
            }
        }

        return events;
    }

    [Fact]
    public void Cut_anywhere_the_page_gets_all_but_pings_and_pongs_and_these_are_told()
    {
        ArrayBufferWriter<byte> all = new(), expected = new();
        void Add(Opcode opcode, byte[] payload, bool fin = true)
        {
            FrameWriter.Write(all, opcode, payload, fin: fin);
            if (opcode is not (Opcode.Ping or Opcode.Pong))
                FrameWriter.Write(expected, opcode, payload, fin: fin);
        }

        Add(Opcode.Ping, []);
        Add(Opcode.Text, "one"u8.ToArray(), fin: false);
        Add(Opcode.Ping, "are you there"u8.ToArray());
        Add(Opcode.Continuation, new byte[200]);
        Add(Opcode.Pong, [1, 2]);
        Add(Opcode.Binary, []);
        Add(Opcode.Close, new ClosePayload(1001, "going").ToBytes());
        var bytes = all.WrittenSpan.ToArray();
        for (var one = 0; one <= bytes.Length; one++)
            for (var two = one; two <= bytes.Length; two += 7)
            {
                var stream = new KeptStream();
                var frames = new AppFrames(stream);
                var events = Run(frames, bytes[..one], bytes[one..two], bytes[two..]);
                Kept(stream).ShouldBe(expected.WrittenSpan.ToArray());
                events.Select(each => each.Happened).ShouldBe([AppEvent.Ping, AppEvent.Ping, AppEvent.Close]);
                events[1].Payload.ShouldBe("are you there"u8.ToArray());
                events[2].Payload.ShouldBe(new ClosePayload(1001, "going").ToBytes());
                frames.Ended.ShouldBeTrue();
            }
    }

    [Fact]
    public void What_follows_a_close_is_taken_and_nothing_becomes_of_it()
    {
        var stream = new KeptStream();
        var frames = new AppFrames(stream);
        byte[] close = [0x88, 0x00];
        frames.Next((byte[])[.. close, 0x81, 0x01, (byte)'a'], out var consumed).ShouldBe(AppEvent.Close);
        consumed.ShouldBe(5);
        frames.Next([0x89, 0x00, 0x81], out consumed).ShouldBe(AppEvent.None);
        consumed.ShouldBe(3);
        Kept(stream).ShouldBe(close);
    }

    [Theory]
    [InlineData(Opcode.Ping, AppEvent.Ping)]
    [InlineData(Opcode.Close, AppEvent.Close)]
    public void The_longest_ping_or_close_is_told_whole_however_it_is_cut(Opcode opcode, AppEvent told)
    {
        var payload = Enumerable.Range(0, 125).Select(i => (byte)i).ToArray();
        var output = new ArrayBufferWriter<byte>();
        FrameWriter.Write(output, opcode, payload);
        for (var cut = 0; cut <= output.WrittenCount; cut++)
        {
            var (happened, whole) = Run(new AppFrames(new KeptStream()), output.WrittenSpan[..cut].ToArray(), output.WrittenSpan[cut..].ToArray()).ShouldHaveSingleItem();
            happened.ShouldBe(told);
            whole.ShouldBe(payload);
        }
    }

    [Fact]
    public void Byte_by_byte_large_frames_stay_as_they_are_and_nothing_is_kept_of_pings_between()
    {
        ArrayBufferWriter<byte> all = new(), expected = new();
        foreach (var length in (int[])[0, 125, 126, 65535, 65536])
        {
            FrameWriter.Write(all, Opcode.Ping, new byte[length % 126]);
            FrameWriter.Write(all, Opcode.Binary, new byte[length]);
            FrameWriter.Write(expected, Opcode.Binary, new byte[length]);
        }

        var bytes = all.WrittenSpan.ToArray();
        foreach (var pieces in (byte[][][])[[bytes], [.. bytes.Select(each => new[] { each })]])
        {
            var stream = new KeptStream();
            Run(new AppFrames(stream), pieces).Select(each => each.Happened).ShouldBe(Enumerable.Repeat(AppEvent.Ping, 5));
            Kept(stream).AsSpan().SequenceEqual(expected.WrittenSpan).ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData("C10161")]
    [InlineData("A10161")]
    [InlineData("830161")]
    [InlineData("800161")]
    [InlineData("0100810161")]
    [InlineData("010081")]
    [InlineData("0100807E00057878787878")]
    [InlineData("0900")]
    [InlineData("897E007E")]
    public void A_frame_that_cannot_come_now_is_a_violation_however_it_is_cut(string hex)
    {
        byte[] bytes = [.. Convert.FromHexString(hex), 0];
        Run(new AppFrames(new KeptStream()), [bytes]).ShouldHaveSingleItem().Happened.ShouldBe(AppEvent.Violation);
        for (var cut = 1; cut < bytes.Length; cut++)
            Run(new AppFrames(new KeptStream()), bytes[..cut], bytes[cut..])[0].Happened.ShouldBe(AppEvent.Violation);
    }

    [Fact]
    public void What_came_before_a_violation_is_the_page_s_however_it_is_cut()
    {
        byte[] sound = [0x81, 0x01, (byte)'a', 0x82, 0x01, (byte)'b'];
        byte[] bytes = [.. sound, 0x83, 0x00];
        for (var cut = 0; cut < bytes.Length; cut++)
        {
            var stream = new KeptStream();
            Run(new AppFrames(stream), bytes[..cut], bytes[cut..]).ShouldHaveSingleItem().Happened.ShouldBe(AppEvent.Violation);
            Kept(stream).ShouldBe(sound);
        }
    }

    [Fact]
    public void A_masked_frame_is_no_server_s()
    {
        var output = new ArrayBufferWriter<byte>();
        FrameWriter.Write(output, Opcode.Text, "x"u8, maskingKey: 7);
        Run(new AppFrames(new KeptStream()), output.WrittenSpan.ToArray()).ShouldHaveSingleItem().Happened.ShouldBe(AppEvent.Violation);
    }
}
