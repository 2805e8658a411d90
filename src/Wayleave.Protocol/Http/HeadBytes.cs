using System.Buffers;

namespace Wayleave.Protocol.Http;

/// <summary>The classes of bytes that heads are made of (RFC 9110 §5).</summary>
internal static class HeadBytes
{
    /// <summary>Token characters: names and methods (RFC 9110 §5.6.2).</summary>
    public static readonly SearchValues<byte> Token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>What a target may hold: visible ASCII. Anything else is encoded by a client that knows what it does.</summary>
    public static readonly SearchValues<byte> Target = SearchValues.Create(Range(0x21, 0x7E));

    /// <summary>What a value must not hold: controls other than tab. Bytes above 0x7F are opaque (RFC 9110 §5.5).</summary>
    public static readonly SearchValues<byte> NotInValue = SearchValues.Create([.. Range(0, 8), .. Range(0x0A, 0x1F), 0x7F]);

    /// <summary>The same without white space at both ends (space and tab).</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> value) => value.Trim(" \t"u8);

    private static byte[] Range(byte first, byte last) =>
        [.. Enumerable.Range(first, last - first + 1).Select(value => (byte)value)];
}
