using System.Buffers;
using Wayleave.Protocol.Carry;
using Wayleave.Protocol.Frames;

namespace Wayleave.Protocol.Tests.Carry;

public sealed class KeptStreamTests
{
    [Fact]
    public void What_is_acknowledged_is_let_go_and_the_rest_stays_where_it_was()
    {
        var kept = new KeptStream();
        kept.Append([1, 2, 3, 4, 5]);
        kept.Acknowledge(2).ShouldBeTrue();
        var rest = new byte[10];
        kept.Copy(2, rest).ShouldBe(3);
        rest[..3].ShouldBe([3, 4, 5]);
        (kept.Start, kept.End, kept.Count).ShouldBe((2L, 5L, 3));
    }

    [Fact]
    public void An_acknowledgement_of_what_was_never_sent_is_refused_and_an_old_one_changes_nothing()
    {
        var kept = new KeptStream();
        kept.Append([1, 2, 3]);
        kept.Acknowledge(4).ShouldBeFalse();
        kept.Acknowledge(3).ShouldBeTrue();
        kept.Acknowledge(1).ShouldBeTrue();
        (kept.Start, kept.Count).ShouldBe((3L, 0));
    }

    [Fact]
    public void Once_it_is_released_nothing_is_kept_and_it_ends_where_it_ended()
    {
        var kept = new KeptStream();
        kept.Append([1, 2, 3, 4, 5]);
        kept.Acknowledge(2).ShouldBeTrue();
        kept.Release();
        (kept.Start, kept.End, kept.Count).ShouldBe((5L, 5L, 0));
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 3)]
    [InlineData(3, 2)]
    [InlineData(4, 2)]
    [InlineData(10, 1)]
    [InlineData(12, 0)]
    public void Messages_are_counted_by_their_ends_wherever_the_other_side_has_stopped(int received, int messages)
    {
        var output = new ArrayBufferWriter<byte>();
        FrameWriter.Write(output, Opcode.Text, "a"u8); // ends at 3
        FrameWriter.Write(output, Opcode.Text, "bc"u8, fin: false); // at 7
        FrameWriter.Write(output, Opcode.Continuation, "d"u8); // at 10
        FrameWriter.Write(output, Opcode.Binary, []); // at 12
        FrameWriter.WriteClose(output, new ClosePayload(1000, ""));
        var kept = new KeptStream();
        kept.Append(output.WrittenSpan);
        kept.Acknowledge(received).ShouldBeTrue();
        kept.MessagesTo(kept.End).ShouldBe(messages);
    }

    [Fact]
    public void Messages_that_are_asked_for_again_and_again_are_not_counted_again()
    {
        const int Messages = 500_000;
        var output = new ArrayBufferWriter<byte>();
        for (var i = 0; i < Messages; i++)
            FrameWriter.Write(output, Opcode.Text, []);
        var kept = new KeptStream();
        kept.Append(output.WrittenSpan);
        // To look at each of them each time would take hours.
        for (var i = 0; i < 1_000_000; i++)
            kept.MessagesTo(kept.End).ShouldBe(Messages);
    }

    [Fact]
    public void Messages_are_counted_right_in_whatever_order_is_asked_and_acknowledged()
    {
        var random = new Random(3);
        for (var round = 0; round < 200; round++)
        {
            var output = new ArrayBufferWriter<byte>();
            var ends = new List<int>();
            var headers = new HashSet<int>();
            var isLast = true;
            for (var i = 0; i < 30; i++)
            {
                headers.Add(output.WrittenCount + 1);
                (var isFirst, isLast) = (isLast, random.Next(3) > 0);
                FrameWriter.Write(output, isFirst ? Opcode.Binary : Opcode.Continuation, new byte[random.Next(3)], fin: isLast);
                if (isLast)
                    ends.Add(output.WrittenCount);
            }

            var kept = new KeptStream();
            var come = 0;
            while (come < output.WrittenCount)
            {
                var from = come;
                do
                    come = Math.Min(come + random.Next(1, 12), output.WrittenCount);
                while (headers.Contains(come));
                kept.Append(output.WrittenSpan[from..come]);
                if (random.Next(2) == 0)
                    kept.Acknowledge(kept.Start + random.Next(kept.Count + 1));
                var to = kept.Start + random.Next(kept.Count + 1);
                kept.MessagesTo(to).ShouldBe(ends.Count(end => end > kept.Start && end <= to), $"from {kept.Start} to {to} of {come}");
            }
        }
    }

    [Fact]
    public void Any_sequence_of_steps_gives_what_a_list_of_all_bytes_would()
    {
        var random = new Random(17);
        var kept = new KeptStream();
        var all = new List<byte>();
        var bytes = new byte[700];
        for (var step = 0; step < 200_000; step++)
        {
            var some = bytes.AsSpan(0, random.Next(bytes.Length));
            if (random.Next(3) == 0 && kept.Count < 10_000)
            {
                random.NextBytes(some);
                kept.Append(some);
                all.AddRange(some);
            }
            else if (random.Next(2) == 0)
            {
                kept.Acknowledge(kept.Start + random.Next(kept.Count + 1)).ShouldBeTrue();
            }

            var from = kept.Start + random.Next(kept.Count + 1);
            var count = kept.Copy(from, some);
            count.ShouldBe((int)Math.Min(some.Length, all.Count - from));
            some[..count].SequenceEqual(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(all).Slice((int)from, count)).ShouldBeTrue();
            if (all.Count > 4_000_000)
                (kept, all) = (new KeptStream(), []);
        }
    }
}
