using System.Buffers;
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

    [Fact]
    public void One_that_is_empty_or_empty_again_has_nothing_and_takes_bytes()
    {
        var ring = new ByteRing();
        for (var round = 0; round < 2; round++)
        {
            ring.Append([]);
            (ring.Count, ring.Copy(0, new byte[5]), ring.Front.Length).ShouldBe((0, 0, 0));
            ring.Drop(0);
            ring.Append([1, 2, 3]);
            ring.Drop(2);
            ring.Front.ToArray().ShouldBe([3]);
            ring.Drop(1);
        }
    }

    [Fact]
    public void What_it_does_not_hold_can_be_neither_copied_nor_let_go()
    {
        var ring = new ByteRing();
        ring.Append([1, 2, 3]);
        var bytes = new byte[5];
        Should.Throw<ArgumentOutOfRangeException>(() => ring.Copy(-1, bytes));
        Should.Throw<ArgumentOutOfRangeException>(() => ring.Copy(4, bytes));
        Should.Throw<ArgumentOutOfRangeException>(() => ring.Drop(-1));
        Should.Throw<ArgumentOutOfRangeException>(() => ring.Drop(4));
        (ring.Count, ring.Copy(3, bytes), ring.Copy(0, bytes)).ShouldBe((3, 0, 3));
    }

    [Fact]
    public void Memory_that_it_needs_no_more_is_the_pool_s_again()
    {
        var ring = new ByteRing();
        ring.Append(Enumerable.Repeat((byte)'a', 512).ToArray());
        // It grows, and lets go of what was too small.
        ring.Append(Enumerable.Repeat((byte)'b', 400).ToArray());
        IsThePools(512, (byte)'a').ShouldBeTrue();
        IsThePools(1024, (byte)'a').ShouldBeFalse();
        // A pool gives a thread first what that thread has returned last.
        ring.Drop(912);
        IsThePools(1024, (byte)'a').ShouldBeTrue();
    }

    [Theory]
    [InlineData(new[] { 5000 }, true)]
    [InlineData(new[] { 5000, 10 }, false)]
    [InlineData(new int[0], false)]
    public void It_begins_as_large_as_it_became_the_last_time(int[] before, bool isLarge)
    {
        var ring = new ByteRing();
        foreach (var count in before)
        {
            ring.Append(new byte[count]);
            // How large it was counts, not how much of it was left at the end.
            ring.Drop(count - 1);
            ring.Append([1]);
            ring.Drop(2);
        }

        // Where it has grown as little as it must, this lies partly at its end and partly at its beginning.
        ring.Append(new byte[300]);
        ring.Drop(290);
        ring.Append(new byte[400]);
        (ring.Front.Length == ring.Count).ShouldBe(isLarge);
    }

    // Whether the array that a pool gives for so many bytes is filled so from its beginning on.
    private static bool IsThePools(int length, byte filling)
    {
        var rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            return rented.AsSpan(0, 512).IndexOfAnyExcept(filling) < 0;
        }
        finally
        {
            Array.Clear(rented);
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
