using System.Buffers;
using Wayleave.Protocol.Carry;
using Wayleave.Protocol.Frames;

namespace Wayleave.Protocol.Tests.Carry;

/// <summary>A stream over carriers that lose, repeat, delay and die, against what was put in: a million steps of chance.</summary>
public sealed class StreamModelTests
{
    private const int Steps = 1_000_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Whatever_carriers_do_each_byte_arrives_once_and_in_order(int seed)
    {
        var random = new Random(seed);
        var kept = new KeptStream();
        var frames = new AppFrames(kept);
        // What is on the way over any carrier that has ever been: it may still arrive, or not.
        var pieces = new List<(long Position, byte[] Bytes)>();
        var acks = new List<long>();
        var expected = new List<byte>();
        var arrived = new List<byte>();
        var sent = 0L;
        var messages = 0;
        for (var step = 0; step < Steps; step++)
        {
            switch (random.Next(10))
            {
                case 0 when kept.Count < 4096:
                    var output = new ArrayBufferWriter<byte>();
                    FrameWriter.Write(output, Opcode.Binary, new byte[random.Next(random.Next(10) == 0 ? 300 : 20)]);
                    expected.AddRange(output.WrittenSpan);
                    messages++;
                    // The app's bytes come cut anywhere, with pings between.
                    var cut = random.Next(output.WrittenCount + 1);
                    frames.Next(output.WrittenSpan[..cut], out _).ShouldBe(AppEvent.None);
                    frames.Next(output.WrittenSpan[cut..], out _).ShouldBe(AppEvent.None);
                    if (random.Next(4) == 0)
                    {
                        output.ResetWrittenCount();
                        FrameWriter.Write(output, Opcode.Ping, new byte[random.Next(5)]);
                        frames.Next(output.WrittenSpan, out _).ShouldBe(AppEvent.Ping);
                    }

                    break;
                case 1 or 2 or 3:
                    var buffer = new byte[random.Next(200)];
                    sent = Math.Max(sent, kept.Start);
                    var count = kept.Copy(sent, buffer);
                    pieces.Add((sent, buffer[..count]));
                    sent += count;
                    break;
                case 4 or 5 or 6 when pieces.Count > 0:
                    var which = random.Next(pieces.Count);
                    var (position, bytes) = pieces[which];
                    // Some arrive twice.
                    if (random.Next(5) > 0)
                        pieces.RemoveAt(which);
                    var old = arrived.Count - position;
                    if (old >= 0 && old < bytes.Length)
                        arrived.AddRange(bytes.AsSpan((int)old));
                    acks.Add(arrived.Count);
                    break;
                case 7 when acks.Count > 0:
                    kept.Acknowledge(acks[random.Next(acks.Count)]).ShouldBeTrue();
                    acks.RemoveAt(random.Next(acks.Count));
                    break;
                case 8 when random.Next(20) == 0:
                    // A new carrier begins with what the page has; what is on the way over the old ones may be lost.
                    kept.Acknowledge(arrived.Count).ShouldBeTrue();
                    sent = arrived.Count;
                    pieces.RemoveAll(_ => random.Next(2) == 0);
                    break;
                case 9 when pieces.Count > 50:
                    pieces.RemoveRange(0, 25);
                    break;
            }
        }

        kept.Acknowledge(arrived.Count).ShouldBeTrue();
        var rest = new byte[kept.Count];
        kept.Copy(arrived.Count, rest);
        arrived.AddRange(rest);
        arrived.ShouldBe(expected);
        messages.ShouldBeGreaterThan(1000);
        arrived.Count.ShouldBeGreaterThan(10_000);
    }
}
