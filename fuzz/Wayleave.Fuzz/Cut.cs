namespace Wayleave.Fuzz;

/// <summary>Cuts an input as a network might.</summary>
internal static class Cut
{
    public static List<byte[]> Randomly(byte[] input, Random random)
    {
        List<byte[]> pieces = [];
        for (var at = 0; at < input.Length;)
        {
            var length = Math.Min(input.Length - at, 1 + random.Next(random.Next(2) == 0 ? 3 : 40));
            pieces.Add(input[at..(at + length)]);
            at += length;
        }

        return pieces;
    }
}
