namespace Wayleave.Fuzz;

/// <summary>Makes inputs: one in eight is noise, the others are a corpus entry with up to eight wounds.</summary>
internal static class Mutator
{
    // Bytes at which parsers turn off: ends of lines, separators, the edges of lengths and of UTF-8.
    private static readonly byte[] s_edges = [0x00, 0x01, 0x09, 0x0A, 0x0D, 0x20, 0x2C, 0x3A, 0x3B, 0x7D, 0x7E, 0x7F, 0x80, 0xC0, 0xC2, 0xED, 0xF4, 0xFE, 0xFF];

    public static byte[] Next(byte[][] corpus, Random random)
    {
        if (random.Next(8) == 0)
        {
            var noise = new byte[random.Next(64)];
            random.NextBytes(noise);
            return noise;
        }

        List<byte> bytes = [.. corpus[random.Next(corpus.Length)]];
        for (var wounds = random.Next(9); wounds > 0; wounds--)
            Wound(bytes, corpus, random);
        return [.. bytes];
    }

    private static void Wound(List<byte> bytes, byte[][] corpus, Random random)
    {
        var at = random.Next(bytes.Count + 1);
        var left = bytes.Count - at;
        switch (random.Next(7))
        {
            case 0 when left > 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when left > 0:
                bytes[at] = s_edges[random.Next(s_edges.Length)];
                break;
            case 2:
                bytes.Insert(at, s_edges[random.Next(s_edges.Length)]);
                break;
            case 3:
                bytes.RemoveRange(at, random.Next(Math.Min(left, 16) + 1));
                break;
            case 4:
                // A stretch again: repeated headers, records, frames.
                bytes.InsertRange(at, bytes.GetRange(at, random.Next(Math.Min(left, 64) + 1)));
                break;
            case 5:
                // The end of another entry: what follows one message may be any other.
                var other = corpus[random.Next(corpus.Length)];
                bytes.RemoveRange(at, left);
                bytes.AddRange(other[random.Next(other.Length + 1)..]);
                break;
            default:
                bytes.RemoveRange(at, left);
                break;
        }
    }
}
