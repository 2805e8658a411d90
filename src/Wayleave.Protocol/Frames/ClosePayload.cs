using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace Wayleave.Protocol.Frames;

/// <summary>What a close frame says.</summary>
/// <param name="Code">The code; null if the frame is empty.</param>
/// <param name="Reason">The reason; empty if none was given.</param>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc6455#section-5.5.1">RFC 6455 §5.5.1</seealso>
public readonly record struct ClosePayload(ushort? Code, string Reason)
{
    /// <summary>The longest reason: a control frame's 125 bytes without the code.</summary>
    public const int MaxReasonBytes = 123;

    /// <summary>Reads a close frame's payload.</summary>
    /// <param name="payload">The payload, unmasked.</param>
    /// <param name="close">What it says where the answer is <see cref="Violation.None"/>.</param>
    public static Violation Read(ReadOnlySpan<byte> payload, out ClosePayload close)
    {
        close = new(null, "");
        if (payload.IsEmpty)
            return Violation.None;
        if (payload.Length == 1)
            return Violation.ClosePayloadTooShort;

        var code = BinaryPrimitives.ReadUInt16BigEndian(payload);
        if (!CloseCodes.MayBeReceived(code))
            return Violation.CloseCodeInvalid;
        if (!Utf8.IsValid(payload[2..]))
            return Violation.CloseReasonNotUtf8;

        close = new(code, Encoding.UTF8.GetString(payload[2..]));
        return Violation.None;
    }

    /// <summary>The payload's bytes; a reason that is too long is cut between two characters.</summary>
    public byte[] ToBytes()
    {
        if (Code is not { } code)
            return [];
        Span<byte> bytes = stackalloc byte[2 + MaxReasonBytes];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, code);
        // Stops before the character that does not fit; a lone surrogate becomes U+FFFD.
        Utf8.FromUtf16(Reason, bytes[2..], out _, out var written);
        return bytes[..(2 + written)].ToArray();
    }
}
