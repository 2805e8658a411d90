using System.Buffers.Binary;
using System.Buffers.Text;

namespace Wayleave.Protocol.Carry;

/// <summary>16 bytes of a page's choice that show that a request is of its session. It is never written anywhere.</summary>
public readonly record struct SessionSecret
{
    /// <summary>Its length in bytes.</summary>
    public const int Length = 16;

    /// <summary>Its length in base64url.</summary>
    public const int TextLength = 22;

    private readonly UInt128 _value;

    private SessionSecret(UInt128 value) => _value = value;

    /// <summary>One of these bytes.</summary>
    /// <param name="bytes">16 bytes.</param>
    public static SessionSecret Of(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt128LittleEndian(bytes));

    /// <summary>Reads one from base64url.</summary>
    /// <param name="text">The text, 22 characters.</param>
    /// <param name="secret">The secret.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out SessionSecret secret)
    {
        Span<byte> bytes = stackalloc byte[Length];
        secret = default;
        if (!TryBytes(text, bytes))
            return false;
        secret = Of(bytes);
        return true;
    }

    /// <summary>Whether a text is 16 bytes in base64url, as ids and secrets are.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bytes">Takes the bytes.</param>
    public static bool TryBytes(ReadOnlySpan<char> text, Span<byte> bytes) =>
        // What is no base64url is asked about first: decoding it would throw.
        text.Length == TextLength && Base64Url.IsValid(text, out var length) && length == Length && Base64Url.TryDecodeFromChars(text, bytes, out _);

    /// <summary>Says nothing, whoever logs it.</summary>
    public override string ToString() => "(secret)";
}
