namespace Wayleave.Lab.Engine;

/// <summary>Chance that can be repeated: everything random in a chain comes from its seed. Safe for use by several connections.</summary>
/// <param name="seed">The seed.</param>
public sealed class Chance(int seed)
{
    private readonly Lock _lock = new();
    private readonly Random _random = new(seed);

    /// <summary>That many random bytes.</summary>
    /// <param name="count">How many.</param>
    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        lock (_lock)
            _random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>A time between the two.</summary>
    /// <param name="least">The least.</param>
    /// <param name="most">The greatest.</param>
    public TimeSpan Between(TimeSpan least, TimeSpan most)
    {
        lock (_lock)
            return least + ((most - least) * _random.NextDouble());
    }

    /// <summary>Yes or no, each as often as the other.</summary>
    public bool Either()
    {
        lock (_lock)
            return _random.Next(2) == 0;
    }

    /// <summary>That many random hexadecimal digits, in lower case.</summary>
    /// <param name="count">How many.</param>
    public string Hex(int count) => Convert.ToHexStringLower(Bytes((count + 1) / 2))[..count];
}
