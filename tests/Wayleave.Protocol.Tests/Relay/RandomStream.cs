using Wayleave.Protocol.Frames;
using Wayleave.TestKit;

namespace Wayleave.Protocol.Tests.Relay;

/// <summary>What one peer sends of its own accord: frames that keep to the protocol, and what they come to.</summary>
internal sealed class RandomStream
{
    // Sizes around which headers change, and now and then a long one.
    private static readonly int[] s_sizes = [0, 1, 2, 10, 124, 125, 126, 127, 1000, 65_535, 65_536, 70_000];

    private readonly Random _random;
    private readonly bool _masks;

    public RandomStream(Random random, bool masks, bool extended, int frames)
    {
        (_random, _masks) = (random, masks);
        var inside = false;
        for (var left = frames; left > 0 || inside; left--)
        {
            if (random.Next(4) == 0)
            {
                Frames.Add(Frame(random.Next(2) == 0 ? Opcode.Ping : Opcode.Pong, random.Next(126), fin: true, rsv1: false));
                continue;
            }

            var fin = left <= 1 || random.Next(3) > 0;
            // RFC 7692 §6: only the first frame of a message says that it is compressed.
            Frames.Add(Frame(
                inside ? Opcode.Continuation : random.Next(2) == 0 ? Opcode.Text : Opcode.Binary, Size(), fin, extended && !inside && random.Next(2) == 0));
            inside = !fin;
            if (fin)
                Messages++;
        }

        if (random.Next(2) == 0)
            Frames.Add(Wire.Close(random.Next(3) == 0 ? null : 1000 + random.Next(4), "", Key()));
    }

    /// <summary>The frames, whole.</summary>
    public List<byte[]> Frames { get; } = [];

    /// <summary>How many messages they make.</summary>
    public int Messages { get; }

    /// <summary>A pong of this peer's.</summary>
    public byte[] Pong(byte[] payload) => Wire.Frame(Opcode.Pong, payload, Key());

    private int Size() => _random.Next(20) == 0 ? s_sizes[_random.Next(s_sizes.Length)] : _random.Next(2) == 0 ? s_sizes[_random.Next(8)] : _random.Next(40);

    private uint? Key() => _masks ? _random.Next(8) == 0 ? 0 : (uint)_random.Next() : null;

    private byte[] Frame(Opcode opcode, int size, bool fin, bool rsv1)
    {
        var payload = new byte[size];
        _random.NextBytes(payload);
        return Wire.Frame(opcode, payload, Key(), fin, rsv1);
    }
}
