using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Wayleave.Protocol.Tickets;

/// <summary>A ticket as it is written: 32 random bytes in base64url, 43 characters. So it needs no escaping in a URL, and is a token in a header.</summary>
public static class TicketText
{
    /// <summary>How many random bytes a ticket is.</summary>
    public const int Bytes = 32;

    /// <summary>How many characters it has.</summary>
    public const int Length = 43;

    /// <summary>What a subprotocol begins with that is a ticket: <c>wayleave.ticket.…</c>.</summary>
    public const string SubprotocolPrefix = "wayleave.ticket.";

    /// <summary>Writes a ticket.</summary>
    /// <param name="secret">Its <see cref="Bytes"/> bytes.</param>
    public static string Write(ReadOnlySpan<byte> secret) => Base64Url.EncodeToString(secret);

    /// <summary>The name under which a ticket is kept: who reads the store must not get in by what stands there.</summary>
    /// <param name="text">Whatever a caller sent.</param>
    /// <param name="hash">The SHA-256 of its bytes, in base64url; null if it is no ticket.</param>
    /// <returns>False if it is none.</returns>
    public static bool TryHash(string text, [NotNullWhen(true)] out string? hash)
    {
        ArgumentNullException.ThrowIfNull(text);
        hash = null;
        Span<byte> secret = stackalloc byte[Bytes];
        // In so many characters there is no room for white space; and of the last one, the bits that count nothing must be 0. So each ticket has one text.
        if (text.Length != Length || Base64Url.DecodeFromChars(text, secret, out _, out var count) != OperationStatus.Done || count != Bytes)
            return false;
        hash = Base64Url.EncodeToString(SHA256.HashData(secret));
        return true;
    }
}
