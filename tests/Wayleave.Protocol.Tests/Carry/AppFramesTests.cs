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
    public void A_masked_frame_is_no_server_s()
    {
        var output = new ArrayBufferWriter<byte>();
        FrameWriter.Write(output, Opcode.Text, "x"u8, maskingKey: 7);
        Run(new AppFrames(new KeptStream()), output.WrittenSpan.ToArray()).ShouldHaveSingleItem().Happened.ShouldBe(AppEvent.Violation);
    }
}
