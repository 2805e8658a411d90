using System.Buffers;
using System.Text;
using Wayleave.Protocol.Deflate;
using Wayleave.Protocol.Frames;
using Wayleave.TestKit;

namespace Wayleave.Protocol.Tests.Deflate;

public sealed class MessageDeflaterTests
{
    [Theory]
    [InlineData("C1 07 F2 48 CD C9 C9 07 00", "RFC 7692 §7.2.3.1: one block")]
    [InlineData("41 03 F2 48 CD 80 04 C9 C9 07 00", "§7.2.3.1: in two frames")]
    [InlineData("C1 0B 00 05 00 FA FF 48 65 6C 6C 6F 00", "§7.2.3.3: no compression")]
    [InlineData("C1 08 F3 48 CD C9 C9 07 00 00", "§7.2.3.4: the final bit is set")]
    [InlineData("C1 0D F2 48 05 00 00 00 FF FF CA C9 C9 07 00", "§7.2.3.5: two blocks")]
    public void The_RFC_s_examples_say_Hello_however_they_are_cut(string hex, string why)
    {
        var wire = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        foreach (var pieces in Splits.Of([.. wire, .. wire]))
        {
            using var inflater = new MessageInflater(noContextTakeover: true);
            var reader = new MessageReader(Role.Client) { Inflater = inflater };
            Texts(reader, pieces).ShouldBe(["Hello", "Hello"], why);
        }
    }

    [Fact]
    public void The_window_is_taken_over_to_the_next_message()
    {
        // §7.2.3.2: the second Hello refers to the first.
        var wire = Convert.FromHexString("C107F248CDC9C90700C105F200110000");
        using var inflater = new MessageInflater(noContextTakeover: false);
        Texts(new MessageReader(Role.Client) { Inflater = inflater }, [wire]).ShouldBe(["Hello", "Hello"]);

        using var forgetful = new MessageInflater(noContextTakeover: true);
        Texts(new MessageReader(Role.Client) { Inflater = forgetful }, [wire]).ShouldBe(["Hello", "failed DeflateInvalid"]);
    }

    [Theory]
    [CombinatorialRows]
    public void What_is_deflated_inflates_to_the_same(bool noTakeover, int windowBits)
    {
        var agreement = new DeflateAgreement(noTakeover, noTakeover, windowBits, windowBits);
        using var deflater = agreement.CreateDeflater(Role.Server);
        using var inflater = agreement.CreateInflater(Role.Client);
        var reader = new MessageReader(Role.Client) { Inflater = inflater };
        foreach (var length in (int[])[0, 1, 125, 0, 5000, 70_000, 70_000])
        {
            var message = string.Concat(Enumerable.Range(0, length / 4).Select(i => $"{i * 7919 % 997:d4}"));
            var (payload, wire) = (new ArrayBufferWriter<byte>(), new ArrayBufferWriter<byte>());
            deflater.Deflate(Encoding.UTF8.GetBytes(message), payload);
            FrameWriter.WriteFragments(wire, Opcode.Text, payload.WrittenSpan, 1000, rsv1: true);
            Texts(reader, [wire.WrittenSpan.ToArray()]).ShouldBe([message]);
        }
    }

    [Fact]
    public void A_narrow_window_never_refers_further_back()
    {
        // The same random 300 bytes again and again can only be compressed by looking 300 bytes back.
        var block = new byte[300];
        new Random(1).NextBytes(block);
        byte[] message = [.. block, .. block, .. block, .. block];
        Length(8).ShouldBeGreaterThan(message.Length);
        Length(15).ShouldBeLessThan(message.Length / 2);

        int Length(int windowBits)
        {
            using var deflater = new MessageDeflater(noContextTakeover: false, windowBits);
            var payload = new ArrayBufferWriter<byte>();
            deflater.Deflate(message, payload);
            return payload.WrittenCount;
        }
    }

    [Fact]
    public void A_message_that_inflates_beyond_the_limit_is_refused_without_inflating_it()
    {
        using var deflater = new MessageDeflater(noContextTakeover: false);
        var (payload, wire) = (new ArrayBufferWriter<byte>(), new ArrayBufferWriter<byte>());
        deflater.Deflate(new byte[10_000_000], payload);
        FrameWriter.Write(wire, Opcode.Binary, payload.WrittenSpan, rsv1: true);

        using var inflater = new MessageInflater(noContextTakeover: false);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var reader = new MessageReader(Role.Client, new MessageLimits(MaxMessageBytes: 100_000)) { Inflater = inflater };
        Texts(reader, [wire.WrittenSpan.ToArray()]).ShouldBe(["failed InflatedTooLarge"]);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(2_000_000);
    }

    [Fact]
    public void A_continuation_marked_as_compressed_is_refused()
    {
        using var inflater = new MessageInflater(noContextTakeover: false);
        Texts(new MessageReader(Role.Client) { Inflater = inflater }, [Convert.FromHexString("4103F248CDC004C9C90700")])
            .ShouldBe(["failed CompressedContinuation"]);
    }

    [Fact]
    public void Plain_messages_may_come_between_compressed_ones()
    {
        using var inflater = new MessageInflater(noContextTakeover: false);
        Texts(new MessageReader(Role.Client) { Inflater = inflater }, [Convert.FromHexString("810161C107F248CDC9C90700810162C105F200110000")])
            .ShouldBe(["a", "Hello", "b", "Hello"]);
    }

    private static List<string> Texts(MessageReader reader, IReadOnlyList<byte[]> pieces)
    {
        List<string> texts = [];
        foreach (var piece in pieces)
        {
            ReadOnlySpan<byte> rest = piece;
            while (reader.Read(rest, out var consumed) is { } happened)
            {
                rest = rest[consumed..];
                texts.Add(happened is MessageEvent.TextMessage text ? text.Text : $"failed {((MessageEvent.Failed)happened).Violation}");
            }
        }

        return texts;
    }

    private sealed class CombinatorialRowsAttribute : Xunit.v3.DataAttribute
    {
        public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(System.Reflection.MethodInfo testMethod, Xunit.Sdk.DisposalTracker disposalTracker) =>
            ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>(
                [.. from bits in Enumerable.Range(8, 8) from takeover in (bool[])[false, true] select new TheoryDataRow(takeover, bits)]);

        public override bool SupportsDiscoveryEnumeration() => true;
    }
}
