using Wayleave.Protocol.Carry;
using Wayleave.Protocol.Frames;

namespace Wayleave.Protocol.Tests.Carry;

public sealed class ByteRingTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0x1A2B3C4D)]
    public void It_gives_what_was_added_without_its_mask_however_it_lies(uint mask)
    {
        var (random, ring, expected) = (new Random(3), new ByteRing(), new List<byte>());
        for (var step = 0; step < 2000; step++)
        {
            // Seldom empty, so that what is added reaches over its end and goes on at its beginning.
            var bytes = new byte[random.Next(1, 200)];
            random.NextBytes(bytes);
            expected.AddRange(bytes);
            Masking.Apply(bytes, mask, 0);
            ring.Append(bytes, mask);
            var gone = random.Next(Math.Min(expected.Count, 260));
            ring.Drop(gone);
            expected.RemoveRange(0, gone);

            ring.Count.ShouldBe(expected.Count);
            var offset = random.Next(expected.Count + 1);
            var copy = new byte[500];
            copy[..ring.Copy(offset, copy)].ShouldBe(expected.Skip(offset).Take(500).ToArray());
            ring.Front.ToArray().ShouldBe(expected.Take(ring.Front.Length).ToArray());
        }
    }
}
