using System.Buffers;
using Wayleave.Server.Carry;

namespace Wayleave.Server.Tests.Carry;

public sealed class PooledBytesTests
{
    [Fact]
    public void What_is_gathered_in_pieces_of_any_size_is_there_until_it_is_let_go()
    {
        var random = new Random(5);
        var gathered = new PooledBytes();
        for (var round = 0; round < 50; round++)
        {
            var all = new List<byte>();
            for (var i = 0; i < 20; i++)
            {
                var piece = new byte[random.Next(5000)];
                random.NextBytes(piece);
                gathered.Write(piece);
                all.AddRange(piece);
            }

            gathered.Count.ShouldBe(all.Count);
            gathered.Written.SequenceEqual(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(all)).ShouldBeTrue();
            gathered.Release();
            (gathered.Count, gathered.Written.Length).ShouldBe((0, 0));
        }
    }

    [Fact]
    public void More_than_there_is_room_for_cannot_be_said_to_be_written()
    {
        var gathered = new PooledBytes();
        gathered.GetSpan(10);
        Should.Throw<ArgumentOutOfRangeException>(() => gathered.Advance(100_000));
        Should.Throw<ArgumentOutOfRangeException>(() => gathered.Advance(-1));
    }
}
