using Wayleave.Protocol.Events;

namespace Wayleave.Protocol.Tests.Events;

/// <summary>Chance for the properties: small worlds, in which things meet, and the edges of each range.</summary>
internal static class RandomEvents
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static string Epoch(Random random) => new([.. Enumerable.Range(0, random.Next(1, 17)).Select(_ => Base62[random.Next(62)])]);

    public static EventPosition Position(Random random)
    {
        var offset = random.Next(6) switch { 0 => 0, 1 => EventPosition.MaxOffset, 2 => random.NextInt64(EventPosition.MaxOffset), _ => random.Next(1, 400) };
        return new(Epoch(random), offset, offset == 0 ? 0 : random.Next(4) switch { 0 => 0, 1 => uint.MaxValue, _ => (uint)random.NextInt64(1L << 32) });
    }

    public static string Channel(Random random) => $"user:{random.Next(1000)}:é{random.Next(1000)}";

    /// <summary>The bytes with a few of them changed, cut out, doubled or put in.</summary>
    public static byte[] Mutated(Random random, byte[] bytes)
    {
        var result = new List<byte>(bytes);
        for (var left = random.Next(1, 4); left > 0; left--)
        {
            var at = random.Next(result.Count + 1);
            if (random.Next(3) == 0 || at == result.Count)
                result.Insert(at, (byte)random.Next(256));
            else if (random.Next(2) == 0)
                result[at] ^= (byte)(1 << random.Next(8));
            else if (random.Next(2) == 0)
                result.RemoveRange(at, random.Next(1, result.Count - at + 1));
            else
                result.InsertRange(at, result.GetRange(0, at));
        }

        return [.. result];
    }
}
