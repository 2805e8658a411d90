namespace Wayleave.TestKit;

/// <summary>The ways to cut bytes that a network may choose: a parser must give the same for each.</summary>
public static class Splits
{
    /// <summary>Whole; in two at every place; byte by byte.</summary>
    public static IEnumerable<IReadOnlyList<byte[]>> Of(byte[] input)
    {
        yield return [input];
        for (var at = 1; at < input.Length; at++)
            yield return [input[..at], input[at..]];
        yield return [.. input.Select(value => new[] { value })];
    }

    /// <summary>Every beginning of the input, the empty one first and the input itself left out.</summary>
    public static IEnumerable<byte[]> Prefixes(byte[] input)
    {
        for (var length = 0; length < input.Length; length++)
            yield return input[..length];
    }
}
